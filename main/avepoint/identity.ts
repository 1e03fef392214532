import { createHash } from 'node:crypto';

/**
 * Modules that the two generations spell differently (API notes, section 5). Both spellings are one job, so that
 * changing the generation neither forgets an alert nor raises it again.
 */
const sameModule: Readonly<Record<string, string>> = {
  onedriveforbusiness: 'onedrive',
  microsoft365groups: 'microsoft365group',
  exchangeonlinepublicfolders: 'exchangeonlinepublicfolder',
  microsoftteamschat: 'teamschat',
  yammer: 'vivaengage',
  azurevirtualmachine: 'virtualmachine',
  activedirectory: 'microsoftentraid',
  adminportalsetting: 'adminportalsettings',
  dynamicscustomerengagement: 'dynamicscrmbackup',
  dynamicsunifiedoperations: 'dynamicsunifiedoperationsbackup',
};

const sameService: Readonly<Record<string, string>> = { azure: 'iaas+paas' };

/**
 * The identity of a job: customer, service, module and name (API notes, section 5), as 22 characters that are safe
 * in an address. Case, spaces and hyphens of service and module do not count; those of the name do.
 */
export function jobKey(customerId: string, service: string, module: string, name: string | null): string {
  const parts = [customerId, alias(sameService, service), alias(sameModule, module), name];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

function alias(table: Readonly<Record<string, string>>, spelling: string): string {
  const plain = spelling.toLowerCase().replaceAll(/[\s_-]+/g, '');
  return Object.hasOwn(table, plain) ? (table[plain] ?? plain) : plain;
}
