import { expect, it } from 'vitest';
import { createAnonymous } from '../../main/anonymous.ts';
import { createFormerNames } from '../../main/former-names.ts';
import { createPollQueries } from '../../main/store/poll-queries.ts';
import { createRepository } from '../../main/store/repository.ts';
import { createWorld, customers, run, start } from './monitor/help.ts';

it('keeps of a database that is closed what stands in the log, and lets it go with the lines', () => {
  let lines = ['poll: Contoso, 9 jobs', 'outcome: Contoso · Azure VM · PAYROLL-01: Failed'];
  const names = createFormerNames({ recent: () => lines, warn: () => undefined });
  names.keep(() => ({
    customers: [
      ['c1', 'Contoso'],
      ['c2', 'Fabrikam'],
    ],
    jobs: ['PAYROLL-01', 'WEB-02'],
  }));
  expect(names.with(undefined)).toEqual({ customers: [['Contoso']], jobs: ['PAYROLL-01'] });
  const anonymous = createAnonymous(names.with(undefined));
  expect(lines.map(anonymous)).toEqual([
    'poll: customer 1, 9 jobs',
    'outcome: customer 1 · Azure VM · job 1: Failed',
  ]);
  lines = ['poll: nobody'];
  names.keep(() => ({ customers: [], jobs: [] }));
  expect(names.with(undefined)).toEqual({ customers: [], jobs: [] });
});

it('knows the name that a customer had before, whoever gave it another', async () => {
  const lines = [
    'poll: Customer c1, 1 jobs',
    'poll: My own name, 1 jobs',
    'outcome: Customer c1 · VM · WEB-02: Failed',
  ];
  const names = createFormerNames({ recent: () => lines, warn: () => undefined });
  const { database, see } = createWorld();
  await see([run('success', 'r1', start, { name: 'WEB-02' })]);
  const repository = createRepository(database, names.renamed);
  const queries = createPollQueries(database);
  const left = (): string[] => lines.map(createAnonymous(names.with(queries.names)));
  repository.describeCustomer({ id: 'c1', displayName: 'My own name', tags: [], watched: true });
  expect(left()).toEqual([
    'poll: customer 1, 1 jobs',
    'poll: customer 1, 1 jobs',
    'outcome: customer 1 · VM · job 1: Failed',
  ]);
  repository.describeCustomer({ id: 'c1', displayName: null, tags: [], watched: true });
  repository.saveCustomers([{ ...customers('c1')[0]!, name: 'Renamed' }], start);
  const neither = /Customer c1|My own name|WEB-02/;
  for (const line of left()) expect(line).not.toMatch(neither);
  // The connection is left: nobody else knows of it any more.
  names.keep(queries.names);
  for (const line of lines.map(createAnonymous(names.with(undefined)))) expect(line).not.toMatch(neither);
});

it('asks for the names of jobs that stand in the text alone', async () => {
  const world = createWorld();
  await world.see(
    ['WEB-02', 'PAYROLL-01'].map((name) => run('success', name, start, { name, module: name })),
  );
  const { names } = createPollQueries(world.database);
  expect(names('outcome: Customer c1 · PAYROLL-01: Failed', []).jobs).toEqual(['PAYROLL-01']);
  expect(names('nothing', []).jobs).toEqual([]);
});
