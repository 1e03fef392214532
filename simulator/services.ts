/** One module of a service: its names in Modern, its numbers in v3, and what its runs look like. */
export interface Kind {
  service: string;
  module: string;
  /** v3's jobType. */
  type: number;
  /** v3's jobModule. */
  number: number;
  /** The letters a jobId starts with. */
  prefix: string;
  /** The least and most objects of a usual run. */
  objects: readonly [number, number];
  /** Whether each run has a name of its own and rows of one module differ only in it. */
  named: boolean;
  /** Whether backupSize is filled in; Microsoft 365 rows have always shown 0 GB. */
  sized: boolean;
}

type Entry = readonly [module: string, number: number, least: number, most: number];

function kinds(service: string, type: number, prefix: string, entries: readonly Entry[]): readonly Kind[] {
  const infrastructure = service === 'Azure';
  return entries.map(([module, number, least, most]) => ({
    service,
    module,
    type,
    number,
    prefix,
    objects: [least, most],
    named: infrastructure,
    sized: service !== 'Microsoft 365',
  }));
}

/** What nearly every Microsoft 365 customer protects, in the order in which the service lists it. */
export const microsoft365: readonly Kind[] = kinds('Microsoft 365', 7, 'IB', [
  ['SharePoint Online', 302, 60, 1400],
  ['Exchange Online', 303, 180, 6200],
  ['OneDrive for Business', 305, 40, 900],
  ['Microsoft 365 Group', 304, 15, 420],
  ['Microsoft Teams', 308, 12, 380],
]);

/** What some have besides. */
export const microsoft365More: readonly Kind[] = kinds('Microsoft 365', 7, 'IB', [
  ['Microsoft Teams Chat', 309, 50, 1800],
  ['Exchange Online Public Folders', 307, 5, 160],
  ['Project Online', 306, 3, 60],
  ['Yammer', 402, 4, 80],
  ['Power BI', 310, 5, 140],
  ['Power Automate', 311, 8, 220],
  ['Power Apps', 312, 3, 90],
]);

export const googleWorkspace: readonly Kind[] = kinds('Google Workspace', 11, 'GW', [
  ['Gmail', 501, 30, 1200],
  ['Calendar', 502, 30, 1200],
  ['Contacts', 503, 30, 1200],
  ['Drive', 504, 30, 1200],
  ['Shared Drives', 505, 4, 120],
]);

export const azureVirtualMachine: Kind = {
  service: 'Azure',
  module: 'Virtual Machine',
  type: 12,
  number: 356,
  prefix: 'VM',
  objects: [1, 6],
  named: true,
  sized: true,
};

export const azureMore: readonly Kind[] = kinds('Azure', 12, 'AZ', [
  ['Active Directory', 358, 300, 5200],
  ['Storage', 359, 2, 48],
  ['Admin Portal Setting', 360, 40, 260],
]);

export const dynamics: readonly Kind[] = kinds('Dynamics 365', 16, 'DY', [
  ['Dynamics Customer Engagement', 550, 120, 720],
  ['Dynamics Unified Operations', 551, 2, 30],
]);

export const salesforce: readonly Kind[] = kinds('Salesforce', 15, 'SF', [['Salesforce', 0, 180, 940]]);
