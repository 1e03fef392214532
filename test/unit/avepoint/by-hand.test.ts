import { expect, it } from 'vitest';
import { withCustomersByHand } from '../../../main/avepoint/by-hand.ts';
import { simulate } from '../simulator/help.ts';
import { connectTo, never, problemOf } from './help.ts';

it('takes the IDs for the list, each once, and asks for their jobs as ever', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  simulator.faults.add('customers', { kind: 'status', status: 403, body: 'avepoint' });
  const { source } = connectTo(simulator);
  expect(await problemOf(source.listCustomers(never))).toMatchObject({ code: 'permissionMissing' });

  const { id } = simulator.estate.at(1);
  const byHand = withCustomersByHand(source, [id, 'unknown', id]);
  expect(await byHand.listCustomers(never)).toEqual({
    customers: [
      { id, name: id, ownerEmail: null, country: null, tenantStatus: null },
      { id: 'unknown', name: 'unknown', ownerEmail: null, country: null, tenantStatus: null },
    ],
    unreadable: 0,
  });
  const { jobs } = await byHand.listJobs(id, never);
  expect(jobs).toHaveLength(simulator.estate.at(1).jobs.length);
  expect(await problemOf(byHand.listJobs('unknown', never))).toMatchObject({ code: 'customerNotFound' });
});

it('leaves a source as it is where no IDs were entered', async () => {
  const simulator = await simulate({ customers: 2 });
  const { source } = connectTo(simulator);
  const { customers } = await withCustomersByHand(source, []).listCustomers(never);
  expect(customers).toHaveLength(2);
});
