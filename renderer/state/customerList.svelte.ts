import type { CustomerPage } from '../../shared/customer.ts';
import { bridge } from './bridge.ts';
import { createPagedList } from './paged.svelte.ts';
import type { PagedList } from './paged.svelte.ts';

type CustomerLine = CustomerPage['rows'][number];

/** The customers whose names, e-mail address or tags hold every word of a text, those in trouble first. */
export type CustomerList = PagedList<string, CustomerLine, CustomerPage>;

export const customerList: CustomerList = createPagedList(
  '',
  (customer) => customer.id,
  (text, place) => bridge.listCustomers({ text, ids: null, ...place }),
);
