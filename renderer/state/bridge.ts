import type { AnswerOf, Bridge, Failed, RequestOf, Result } from '../../shared/contract.ts';
import type { RepeatedChannel } from '../../shared/parts.ts';
import { problem } from '../../shared/problem.ts';
import { recalled } from './recall.ts';

/** An answer that never throws: what breaks on the way over the bridge is a problem like any other. */
async function settle<T>(answer: Promise<T>): Promise<T | Failed> {
  try {
    return await answer;
  } catch (error) {
    return { ok: false, problem: problem('unexpected', { detail: String(error) }) };
  }
}

/** A question that is asked at each change: only what is new of its answer crosses the bridge. */
const again = <C extends RepeatedChannel>(
  name: C,
): ((request: RequestOf<C>) => Promise<Result<AnswerOf<C>>>) =>
  recalled((request, marks) => settle(window.jobwatch.again(name, request, marks)));

const state = again('getState');
const jobChoices = again('getJobChoices');
const overview = again('getOverview');

/** The only door of the window to the main process; everything else in the renderer goes through it. */
export const bridge: Bridge = {
  getState: () => state(undefined),
  connect: (credentials) => settle(window.jobwatch.connect(credentials)),
  exploreSample: () => settle(window.jobwatch.exploreSample()),
  signOut: () => settle(window.jobwatch.signOut()),
  listJobs: again('listJobs'),
  getJobChoices: () => jobChoices(undefined),
  getListSettings: () => settle(window.jobwatch.getListSettings()),
  setListSettings: (settings) => settle(window.jobwatch.setListSettings(settings)),
  exportRows: (request) => settle(window.jobwatch.exportRows(request)),
  getJob: again('getJob'),
  getHistory: again('getHistory'),
  getWhy: (request) => settle(window.jobwatch.getWhy(request)),
  listAlerts: again('listAlerts'),
  actOnAlerts: (request) => settle(window.jobwatch.actOnAlerts(request)),
  undoAlerts: (request) => settle(window.jobwatch.undoAlerts(request)),
  listCustomers: again('listCustomers'),
  getCustomer: again('getCustomer'),
  getOverview: () => overview(undefined),
  findPlaces: (query) => settle(window.jobwatch.findPlaces(query)),
  suggestLimits: (request) => settle(window.jobwatch.suggestLimits(request)),
  refresh: (request) => settle(window.jobwatch.refresh(request)),
  sendTestNotification: () => settle(window.jobwatch.sendTestNotification()),
  getPolicy: () => settle(window.jobwatch.getPolicy()),
  setPolicy: (policy) => settle(window.jobwatch.setPolicy(policy)),
  setPaused: (request) => settle(window.jobwatch.setPaused(request)),
  getCustomerIds: () => settle(window.jobwatch.getCustomerIds()),
  getNetwork: () => settle(window.jobwatch.getNetwork()),
  setNetwork: (request) => settle(window.jobwatch.setNetwork(request)),
  describeCustomer: (notes) => settle(window.jobwatch.describeCustomer(notes)),
  getPreferences: () => settle(window.jobwatch.getPreferences()),
  setPreferences: (preferences) => settle(window.jobwatch.setPreferences(preferences)),
  getLoginItem: () => settle(window.jobwatch.getLoginItem()),
  setLoginItem: (request) => settle(window.jobwatch.setLoginItem(request)),
  setSetup: (request) => settle(window.jobwatch.setSetup(request)),
  getDiagnostics: () => settle(window.jobwatch.getDiagnostics()),
  copyReport: (request) => settle(window.jobwatch.copyReport(request)),
  openFolder: (request) => settle(window.jobwatch.openFolder(request)),
  exportSettings: () => settle(window.jobwatch.exportSettings()),
  importSettings: () => settle(window.jobwatch.importSettings()),
  eraseEverything: () => settle(window.jobwatch.eraseEverything()),
  getUpdate: () => settle(window.jobwatch.getUpdate()),
  checkForUpdate: () => settle(window.jobwatch.checkForUpdate()),
  downloadUpdate: () => settle(window.jobwatch.downloadUpdate()),
  quit: () => settle(window.jobwatch.quit()),
  copyText: (request) => settle(window.jobwatch.copyText(request)),
  openPortal: () => settle(window.jobwatch.openPortal()),
  on: (event, listener) => window.jobwatch.on(event, listener),
};
