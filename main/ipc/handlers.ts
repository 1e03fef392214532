import { app, clipboard, shell } from 'electron';
import { ZodError } from 'zod';
import { messageOf } from '../../shared/message-of.ts';
import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import { exportRows } from '../export/export.ts';
import type { AskWhere } from '../export/export.ts';
import type { Show } from '../monitor/delivery.ts';
import type { Log } from '../monitor/log.ts';
import type { LoginItemControl } from '../desktop/login-item.ts';
import type { Program } from '../program.ts';
import type { Settings } from '../store/settings.ts';
import { isStorageError, StorageFailure, storageFailure } from '../store/storage-failure.ts';
import type { CareChannel, Handlers, UpdateChannel } from './who-answers.ts';

export interface HandlerParts {
  program: Program;
  log: Log;
  show: Show;
  askWhere: AskWhere;
  loginItem: LoginItemControl;
  /** How the list of jobs is set up, and how far the person has got with the rest. */
  settings: Pick<Settings, 'list' | 'saveList' | 'saveSetup'>;
  /** Tells tray and window that something they show has changed. */
  changed: () => void;
}

const testNotification = {
  title: 'Notifications from Jobwatch work',
  body: 'This is a test. A backup that fails is told like this.',
  notices: [],
  route: '/settings',
  isStorm: false,
};

export function createHandlers({
  program,
  log,
  show,
  askWhere,
  loginItem,
  settings,
  changed,
}: HandlerParts): Omit<Handlers, CareChannel | UpdateChannel> {
  let opened: string | null = null;
  return {
    getState: () => program.state(),
    connect: (credentials) => program.connect(credentials),
    exploreSample: () => program.exploreSample(),
    signOut: () => program.signOut(),
    listJobs: (query) => program.listJobs(query),
    setSetup: ({ setup }) => {
      settings.saveSetup(setup);
      changed();
    },
    getJobChoices: () => program.jobChoices(),
    getListSettings: () => settings.list,
    setListSettings: (list) => {
      settings.saveList(list);
      return settings.list;
    },
    exportRows: async (request) => {
      if (program.exports === null) throw new ServiceFailure(problem('notConnected'));
      const exported = await exportRows(request, program.exports, askWhere, Date.now());
      if (exported !== null) log.info('export', `${exported.rows} ${request.what} as ${request.format}`);
      return exported;
    },
    getJob: ({ key }) => {
      const job = program.job(key);
      // The window asks again whenever something changes; that a person opened the job is told once.
      if (key !== opened) {
        log.info('details', job === null ? `not found ${key}` : `opened ${job.customerName} · ${job.module}`);
      }
      opened = key;
      return job;
    },
    getWhy: ({ key }) => program.why(key),
    getHistory: ({ key }) => deskOf(program).history(key),
    listAlerts: (query) => program.alerts?.list(query) ?? { rows: [], matched: 0 },
    actOnAlerts: ({ ids, action }) => {
      const result = deskOf(program).act(ids, action);
      changed();
      return result;
    },
    undoAlerts: ({ undo }) => {
      const undone = deskOf(program).undo(undo);
      changed();
      return undone;
    },
    listCustomers: (query) => program.listCustomers(query),
    getCustomer: ({ id }) => program.customer(id),
    findPlaces: (query) => program.findPlaces(query),
    getOverview: () => program.overview(),
    suggestLimits: ({ customerId }) => program.suggestLimits(customerId),
    refresh: ({ customerId }) => program.refresh(customerId),
    sendTestNotification: () => show(testNotification, false),
    setPaused: ({ paused }) => {
      if (paused) program.pause(null);
      else program.resume();
    },
    getPolicy: () => program.policy(),
    setPolicy: (policy) => program.setPolicy(policy),
    getCustomerIds: () => program.customerIds(),
    getNetwork: () => program.network(),
    setNetwork: ({ settings, proxyPassword }) => program.setNetwork(settings, proxyPassword),
    describeCustomer: (notes) => {
      program.describeCustomer(notes);
    },
    getPreferences: () => program.preferences(),
    setPreferences: (preferences) => program.setPreferences(preferences),
    getLoginItem: () => loginItem.read(),
    setLoginItem: ({ enabled }) => loginItem.set(enabled),
    quit: () => {
      app.quit();
    },
    copyText: async ({ text }) => {
      await clipboard.writeText(text);
    },
    openPortal: async () => {
      const url = new URL(program.preferences().portalUrl);
      if (url.protocol !== 'https:')
        throw new ServiceFailure(problem('invalidInput', { detail: 'not an https address' }));
      await shell.openExternal(url.href);
    },
  };
}

/** The alerts of the present connection. Throws ServiceFailure (notConnected). */
function deskOf(program: Program): NonNullable<Program['alerts']> {
  if (program.alerts === null) throw new ServiceFailure(problem('notConnected'));
  return program.alerts;
}

/** What a handler threw, as a problem. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ServiceFailure || error instanceof StorageFailure) return error.problem;
  if (isStorageError(error)) return storageFailure(error).problem;
  if (error instanceof ZodError) return problem('invalidInput', { detail: error.issues[0]?.message ?? null });
  return problem('unexpected', { detail: messageOf(error) });
}
