import type { JobSource } from './source.ts';

/**
 * A source for an app registration that may not list customers: the IDs that a technician entered are the list. The
 * service tells no names then.
 */
export function withCustomersByHand(source: JobSource, ids: readonly string[]): JobSource {
  if (ids.length === 0) return source;
  const customers = [...new Set(ids)].map((id) => ({
    id,
    name: id,
    ownerEmail: null,
    country: null,
    tenantStatus: null,
  }));
  return { ...source, listCustomers: () => Promise.resolve({ customers, unreadable: 0 }) };
}
