/** A text without case, spaces, hyphens and underscores: services, modules and statuses are compared so. */
export const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]+/g, '');

/** v3's `jobType` (API notes, section 5). */
export const v3Services: ReadonlyMap<number, string> = new Map([
  [0, 'Microsoft 365 Scan'],
  [7, 'Microsoft 365'],
  [10, 'Google Workspace Scan'],
  [11, 'Google Workspace'],
  [12, 'IaaS + PaaS'],
  [15, 'Salesforce'],
  [16, 'Dynamics 365'],
]);

/** v3's `jobModule` (API notes, section 5). */
export const v3Modules: ReadonlyMap<number, string> = new Map([
  [0, 'None'],
  [8, 'Archiver'],
  [10, 'Retention'],
  [302, 'SharePoint Online'],
  [303, 'Exchange Online'],
  [304, 'Microsoft 365 Groups'],
  [305, 'OneDrive'],
  [306, 'Project Online'],
  [307, 'Exchange Online Public Folder'],
  [308, 'Microsoft Teams'],
  [309, 'Teams Chat'],
  [310, 'Power BI'],
  [311, 'Power Automate'],
  [312, 'Power Apps'],
  [355, 'Cloud Backup for Azure'],
  [356, 'Azure Virtual Machine'],
  [357, 'Disk'],
  [358, 'Microsoft Entra ID'],
  [359, 'Storage'],
  [360, 'Admin Portal Settings'],
  [361, 'Amazon EC2'],
  [362, 'Native Azure SQL Backup Monitoring'],
  [363, 'Dev Ops'],
  [364, 'Microsoft Entra ID B2C'],
  [365, 'Azure SQL Backup'],
  [366, 'Google Virtual Machine Instance'],
  [367, 'Azure VMware Solution'],
  [368, 'Microsoft SQL Server in Azure VM'],
  [369, 'Google Cloud Storage'],
  [370, 'Cosmos DB'],
  [371, 'Azure PostgreSQL'],
  [401, 'Dynamics 365'],
  [402, 'Viva Engage'],
  [501, 'Gmail'],
  [502, 'Calendar'],
  [503, 'Contacts'],
  [504, 'Drive'],
  [505, 'Shared Drives'],
  [506, 'Google Classroom'],
  [507, 'Chat'],
  [508, 'Google Directory'],
  [550, 'Dynamics CRM Backup'],
  [551, 'Dynamics Unified Operations Backup'],
]);

/** v3's `status` (API notes, section 5); the place is the number. */
export const v3Statuses: readonly string[] = [
  'None',
  'Running',
  'Finished',
  'Failed',
  'Finished with exception',
  'Skipped',
  'Pending',
  'Failed to start',
  'Canceled',
  'Rejected',
  'Stopped',
  'Not scanned',
  'Disabled',
  'Not started',
  'Waiting for configuration',
];

/** Modern's spellings where v3 has another one or none (API notes, section 5). */
const modernServices = ['Azure', 'DOR'];
const modernModules = [
  'Microsoft 365 Group',
  'OneDrive for Business',
  'Exchange Online Public Folders',
  'Microsoft Teams Chat',
  'Yammer',
  'Virtual Machine',
  'Active Directory',
  'Admin Portal Setting',
  'Dynamics Customer Engagement',
  'Dynamics Unified Operations',
  'Salesforce',
  'Microsoft 365 Discovery',
  'Google Workspace Discovery',
];

const services = new Set([...v3Services.values(), ...modernServices].map(plain));
const modules = new Set([...v3Modules.values(), ...modernModules].map(plain));

export const isKnownService = (text: string): boolean => services.has(plain(text));
export const isKnownModule = (text: string): boolean => modules.has(plain(text));
