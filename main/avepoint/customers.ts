import { z } from 'zod';
import { customerIdSchema } from '../../shared/connection.ts';
import type { Customer } from '../../shared/model.ts';
import type { CustomersAnswer } from './source.ts';
import { textOf } from './values.ts';

/** An id goes into paths as it came, so it must be a text that makes a segment of its own; the rest is for display. */
const customerSchema = z
  .object({
    id: z.union([z.string(), z.number().transform(String)]).pipe(customerIdSchema),
    organization: z.unknown().optional(),
    ownerEmail: z.unknown().optional(),
    countryOrRegion: z.unknown().optional(),
    jobStatus: z.unknown().optional(),
  })
  .transform((row): Customer => ({
    id: row.id,
    name: textOf(row.organization) ?? row.id,
    ownerEmail: textOf(row.ownerEmail),
    country: textOf(row.countryOrRegion),
    tenantStatus: tenantStatusOf(row.jobStatus),
  }));

/** v3's numbers for how a tenant is, by their place (API notes, section 4); 0 is "N/A". */
const tenantStatuses = [
  null,
  'Working',
  'Failed',
  'Waiting for configuration',
  'Multiple issues found',
  'Finished with exception',
  'No backup updates',
];

/** How a tenant is, as Modern's text or v3's number says; what is not known stays as it came. */
function tenantStatusOf(value: unknown): string | null {
  const text = textOf(value);
  const known = text !== null && /^\d$/.test(text) ? tenantStatuses[Number(text)] : undefined;
  return known === undefined ? text : known;
}

/** Reads the rows of the customer list; both generations have the same fields. An id that comes twice counts once. */
export function readCustomers(rows: readonly unknown[]): CustomersAnswer {
  const byId = new Map<string, Customer>();
  let unreadable = 0;
  for (const row of rows) {
    const parsed = customerSchema.safeParse(row);
    if (parsed.success) byId.set(parsed.data.id, parsed.data);
    else unreadable += 1;
  }
  return { customers: [...byId.values()], unreadable };
}
