import { z } from 'zod';
import type { Customer } from '../../shared/model.ts';
import { followLinks } from './paging.ts';
import { readRows } from './rows.ts';
import type { Spelling } from './rows.ts';
import type { Ask } from './service.ts';
import type { JobSource } from './source.ts';
import type { ExceptionOutcome } from './status.ts';
import { textOf } from './values.ts';

/** The scopes that the Modern generation asks for (API notes, section 1). */
export const modernScope = 'partner.customers.read.all partner.jobs.read.all';

const spelling: Spelling = { service: textOf, module: textOf, status: textOf };

/** An id is used in paths as it came, so it alone must be a text; the rest is for display. */
const customerSchema = z
  .object({
    id: z.string().trim().min(1).max(500),
    organization: z.unknown().optional(),
    ownerEmail: z.unknown().optional(),
  })
  .transform((row): Customer => ({
    id: row.id,
    name: textOf(row.organization) ?? row.id,
    ownerEmail: textOf(row.ownerEmail),
  }));

/** The Modern generation: GET, OData envelopes, every value a string. */
export function createModernSource(ask: Ask, apiBaseUrl: string, exception: ExceptionOutcome): JobSource {
  const customersUrl = new URL('partner/customers', withSlash(apiBaseUrl));
  return {
    listCustomers: async (signal) => {
      const rows = await followLinks(ask, customersUrl, 'customers', signal);
      const parsed = rows.map((row) => customerSchema.safeParse(row));
      const customers = parsed.flatMap((row) => (row.success ? [row.data] : []));
      return { customers, unreadable: parsed.length - customers.length };
    },
    listJobs: async (customerId, signal) => {
      const url = new URL(`partner/customers/${encodeURIComponent(customerId)}/jobs`, withSlash(apiBaseUrl));
      return readRows(await followLinks(ask, url, 'jobs', signal), customerId, spelling, exception);
    },
  };
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
