import { followLinks } from './paging.ts';
import { readCustomers } from './customers.ts';
import { readRows } from './rows.ts';
import type { Reader, Spelling } from './rows.ts';
import type { Ask } from './service.ts';
import type { JobSource } from './source.ts';
import { textOf } from './values.ts';
import { below } from './url.ts';

/** The scopes that the Modern generation asks for (API notes, section 1). */
export const modernScopes = {
  customers: 'partner.customers.read.all',
  jobs: 'partner.jobs.read.all',
} as const;

const spelling: Spelling = { service: textOf, module: textOf, status: textOf };

/** The Modern generation: GET, OData envelopes, every value a string. */
export function createModernSource(
  ask: Ask,
  apiBaseUrl: string,
  reader: Omit<Reader, 'spelling'>,
): JobSource {
  const customersUrl = below(apiBaseUrl, 'partner', 'customers');
  return {
    listCustomers: async (signal) => readCustomers(await followLinks(ask, customersUrl, 'customers', signal)),
    listJobs: async (customerId, signal) => {
      const url = below(apiBaseUrl, 'partner', 'customers', customerId, 'jobs');
      return readRows(await followLinks(ask, url, 'jobs', signal), customerId, { ...reader, spelling });
    },
  };
}
