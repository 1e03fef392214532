import { hash } from 'node:crypto';
import { plain } from './names.ts';

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
 * What the keys of a customer's jobs begin with, six characters that are safe in an address: what is kept by
 * these keys so lies together, and a customer's answer changes few pages of the database. By itself it tells
 * no customer from another.
 */
export const customerPart = (customerId: string): string =>
  hash('sha256', customerId, 'base64url').slice(0, 6);

/**
 * The identity of a job: customer, service, module and name (API notes, section 5), as 22 characters that are safe
 * in an address. Case, spaces and hyphens of service and module do not count; those of the name do.
 */
export function jobKey(customerId: string, service: string, module: string, name: string | null): string {
  const ownService = alias(sameService, service);
  // v3 has no number for Salesforce's only module.
  const ownModule = ownService === 'salesforce' && plain(module) === 'none' ? 'salesforce' : module;
  const parts = [customerId, ownService, alias(sameModule, ownModule), name];
  return customerPart(customerId) + hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 16);
}

function alias(table: Readonly<Record<string, string>>, spelling: string): string {
  const own = plain(spelling);
  return Object.hasOwn(table, own) ? (table[own] ?? own) : own;
}
