import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { wireName } from '../shared/channels.ts';
import type { ChannelName } from '../shared/channels.ts';
import type { Bridge } from '../shared/contract.ts';
import type { Again } from '../shared/parts.ts';

const ask = (name: ChannelName) => (request?: unknown) => ipcRenderer.invoke(wireName(name), request);

/** The contract as an object, and nothing beside it: a channel that is missing here does not compile. */
const bridge: Bridge & Again = {
  getState: ask('getState'),
  connect: ask('connect'),
  exploreSample: ask('exploreSample'),
  signOut: ask('signOut'),
  listJobs: ask('listJobs'),
  getJobChoices: ask('getJobChoices'),
  getListSettings: ask('getListSettings'),
  setListSettings: ask('setListSettings'),
  exportRows: ask('exportRows'),
  getJob: ask('getJob'),
  getHistory: ask('getHistory'),
  getWhy: ask('getWhy'),
  listAlerts: ask('listAlerts'),
  actOnAlerts: ask('actOnAlerts'),
  undoAlerts: ask('undoAlerts'),
  listCustomers: ask('listCustomers'),
  getCustomer: ask('getCustomer'),
  getOverview: ask('getOverview'),
  findPlaces: ask('findPlaces'),
  suggestLimits: ask('suggestLimits'),
  refresh: ask('refresh'),
  sendTestNotification: ask('sendTestNotification'),
  setPaused: ask('setPaused'),
  getPolicy: ask('getPolicy'),
  setPolicy: ask('setPolicy'),
  getCustomerIds: ask('getCustomerIds'),
  getNetwork: ask('getNetwork'),
  setNetwork: ask('setNetwork'),
  describeCustomer: ask('describeCustomer'),
  getPreferences: ask('getPreferences'),
  setPreferences: ask('setPreferences'),
  getLoginItem: ask('getLoginItem'),
  setLoginItem: ask('setLoginItem'),
  setSetup: ask('setSetup'),
  getDiagnostics: ask('getDiagnostics'),
  copyReport: ask('copyReport'),
  openFolder: ask('openFolder'),
  exportSettings: ask('exportSettings'),
  importSettings: ask('importSettings'),
  eraseEverything: ask('eraseEverything'),
  getUpdate: ask('getUpdate'),
  checkForUpdate: ask('checkForUpdate'),
  downloadUpdate: ask('downloadUpdate'),
  quit: ask('quit'),
  copyText: ask('copyText'),
  openPortal: ask('openPortal'),
  again: (name, request, marks) => ipcRenderer.invoke(wireName(name), request, marks),
  on(event, listener) {
    // The event object stays here: through its sender the window could reach IPC that the contract does not name.
    const receive = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]): void =>
      listener(payload);
    ipcRenderer.on(wireName(event), receive);
    return () => {
      ipcRenderer.off(wireName(event), receive);
    };
  },
};

contextBridge.exposeInMainWorld('jobwatch', bridge);
