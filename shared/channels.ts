/**
 * The names alone, apart from the schemas: the preload needs no more, and stays a few lines long.
 * `contract.ts` does not compile when the two differ.
 */
export const channelNames = [
  'getState',
  'connect',
  'exploreSample',
  'signOut',
  'listJobs',
  'getJobChoices',
  'getListSettings',
  'setListSettings',
  'exportRows',
  'getJob',
  'getHistory',
  'getWhy',
  'listAlerts',
  'actOnAlerts',
  'undoAlerts',
  'listCustomers',
  'getCustomer',
  'getOverview',
  'findPlaces',
  'suggestLimits',
  'refresh',
  'sendTestNotification',
  'setPaused',
  'getPolicy',
  'setPolicy',
  'getCustomerIds',
  'getNetwork',
  'setNetwork',
  'describeCustomer',
  'getPreferences',
  'setPreferences',
  'getLoginItem',
  'setLoginItem',
  'setSetup',
  'getDiagnostics',
  'copyReport',
  'openFolder',
  'exportSettings',
  'importSettings',
  'eraseEverything',
  'getUpdate',
  'checkForUpdate',
  'downloadUpdate',
  'quit',
  'copyText',
  'openPortal',
] as const;

export type ChannelName = (typeof channelNames)[number];

export const eventNames = ['changed', 'open', 'acted'] as const;

export type EventName = (typeof eventNames)[number];

/** The name of a channel or event on Electron's IPC. */
export const wireName = (name: ChannelName | EventName): string => `jobwatch:${name}`;
