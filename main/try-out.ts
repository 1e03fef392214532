import type { Customer } from '../shared/model.ts';
import { withCustomersByHand } from './avepoint/by-hand.ts';
import type { Client } from './avepoint/index.ts';

/** Signs in and lists; where the customers were entered by hand, one of them is asked for. Throws ServiceFailure. */
export async function tryOut(client: Client, byHand: readonly string[]): Promise<Customer[]> {
  const source = withCustomersByHand(client.source, byHand);
  const { signal } = new AbortController();
  try {
    const { customers } = await source.listCustomers(signal);
    const [first] = byHand;
    if (first !== undefined) await source.listJobs(first, signal);
    return customers;
  } finally {
    client.close();
  }
}
