import { expect, test } from 'vitest';
import type { JobQuery } from '../../../shared/query.ts';
import { jobColumnSchema } from '../../../shared/query.ts';
import { createEstateQuery } from '../../../main/store/estate.ts';
import { everything as noFilter } from '../../../renderer/state/filter.ts';
import { createJobQueries } from '../../../main/store/job-queries.ts';
import type { JobQueries } from '../../../main/store/job-queries.ts';
import type { World } from '../monitor/help.ts';
import { createWorld, customers, hour, minute, reading, row, run, start } from '../monitor/help.ts';

const everything: JobQuery = {
  ...noFilter,
  offset: 0,
  limit: 100,
};

async function createList(): Promise<{ world: World; jobs: JobQueries }> {
  const world = createWorld(['c1', 'c2', 'c3']);
  await world.see([
    run('success', 'IB1', start - hour, { module: 'Exchange Online', total: reading(10) }),
    run('failure', 'IB2', start - 2 * hour, { module: 'SharePoint Online', total: reading(30) }),
    row('idle', { module: 'Microsoft Teams' }),
  ]);
  await world.see(
    [
      run('warning', 'IB3', start - 3 * hour, {
        customerId: 'c2',
        module: 'Exchange Online',
        total: reading(20),
      }),
      row('idle', { customerId: 'c2', module: 'Virtual Machine', name: 'SQL-Äger' }),
    ],
    'c2',
  );
  return { world, jobs: createJobQueries(world.database, () => world.now) };
}

const keys = (jobs: JobQueries, query: Partial<JobQuery>): string[] =>
  jobs.list({ ...everything, ...query }).rows.map(({ key }) => key);

test('jobs are listed the worst first, each with its customer and age', async () => {
  const { jobs } = await createList();
  const { rows, matched, total, outcomes } = jobs.list(everything);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['failure', 'warning', 'success', 'idle', 'idle']);
  expect([matched, total]).toEqual([5, 5]);
  expect(outcomes).toEqual({
    failure: 1,
    warning: 1,
    unknown: 0,
    running: 0,
    success: 1,
    neutral: 0,
    idle: 2,
  });
  expect(rows[0]).toMatchObject({
    customerName: 'Customer c1',
    checkedAt: start,
    vanishedAt: null,
    longRunning: false,
  });
});

test.each(jobColumnSchema.options)(
  'sorted by %s, nothing is lost and what is missing comes last',
  async (column) => {
    const { jobs } = await createList();
    const up = keys(jobs, { sort: { column, descending: false } });
    const down = keys(jobs, { sort: { column, descending: true } });
    expect(up.toSorted()).toEqual(down.toSorted());
    expect(new Set(up).size).toBe(5);
    if (column === 'total') {
      expect(up.slice(0, 3)).toEqual(['c1-Exchange Online', 'c2-Exchange Online', 'c1-SharePoint Online']);
      expect(down.slice(0, 3)).toEqual(['c1-SharePoint Online', 'c2-Exchange Online', 'c1-Exchange Online']);
    }
  },
);

test.each([
  ['exchange', 2],
  ['  EXCHANGE   c2 ', 1],
  ['ib2', 1],
  ['sql-äger', 1],
  ['microsoft 365', 5],
  ['%', 0],
  ["'; drop table jobs", 0],
])('the search for %j finds %i', async (text, found) => {
  const { jobs } = await createList();
  const page = jobs.list({ ...everything, text });
  expect([page.rows.length, page.matched, page.total]).toEqual([found, found, 5]);
});

test('filters go with the search, and the figures beside them follow the search alone', async () => {
  const { jobs } = await createList();
  const page = jobs.list({
    ...everything,
    text: 'exchange',
    outcome: { not: false, values: ['warning', 'failure'] },
  });
  expect(page.rows.map(({ key }) => key)).toEqual(['c2-Exchange Online']);
  expect([page.matched, page.total]).toEqual([1, 5]);
  expect(page.outcomes).toMatchObject({ warning: 1, success: 1, failure: 0 });
});

test('pages follow each other without gap or repeat', async () => {
  const { jobs } = await createList();
  const pages = [0, 2, 4, 6].map((offset) => keys(jobs, { offset, limit: 2 }));
  expect(pages.map(({ length }) => length)).toEqual([2, 2, 1, 0]);
  expect(pages.flat()).toEqual(keys(jobs, {}));
});

test('a customer is found by its new name at once, its own and the service’s', async () => {
  const { world, jobs } = await createList();
  const found = (text: string): number => jobs.list({ ...everything, text }).matched;
  world.repository.describeCustomer({ id: 'c1', displayName: 'Fabrikam', tags: [], watched: true });
  expect([found('fabrikam'), found('customer c1'), found('fabrikam teams')]).toEqual([3, 3, 1]);
  world.repository.saveCustomers(
    customers('c1', 'c2', 'c3').map((one) => ({ ...one, name: `Wingtip ${one.id}` })),
    start,
  );
  expect([found('fabrikam'), found('customer'), found('wingtip'), found('wingtip c1 ib2')]).toEqual([
    3, 0, 5, 1,
  ]);
  expect(jobs.list(everything).rows.find(({ customerId }) => customerId === 'c1')!.customerName).toBe(
    'Fabrikam',
  );
});

test('customers that are not listed or not watched any more are left out, of lists and of figures', async () => {
  const { world, jobs } = await createList();
  const estate = createEstateQuery(world.database, () => start);
  world.repository.describeCustomer({ id: 'c1', displayName: null, tags: [], watched: false });
  expect([jobs.list(everything).total, jobs.failing(9).length]).toEqual([2, 0]);
  expect(estate()).toMatchObject({ customers: 2, jobs: 2, failing: 0, outcomes: { failure: 0, warning: 1 } });
  expect(jobs.details('c1-Exchange Online')).not.toBeNull();
});

test('details hold the row as it came; a job that is not there has none', async () => {
  const { jobs } = await createList();
  expect(jobs.details('c1-Exchange Online')).toMatchObject({ runId: 'IB1' });
  expect(jobs.details('c1-Exchange Online')!.raw).toContain('IB1');
  expect(jobs.details('nobody')).toBeNull();
});

test('failing jobs come latest first, so many at most', async () => {
  const { world, jobs } = await createList();
  await world.see([run('failure', 'IB9', start, { customerId: 'c3' })], 'c3');
  expect(jobs.failing(9).map(({ runId }) => runId)).toEqual(['IB9', 'IB2']);
  expect(jobs.failing(1)).toHaveLength(1);
});

test('the estate in figures', async () => {
  const { world } = await createList();
  const estate = createEstateQuery(world.database, () => world.now);
  expect(estate()).toMatchObject({
    customers: 3,
    waiting: 1,
    unreachable: 0,
    stale: 0,
    failing: 1,
    checkedAt: start,
  });
  expect(estate()).toMatchObject({ jobs: 5, polls: 2, errors: 0, lastSweep: null });
  world.now = start + 30 * minute;
  await world.miss('timedOut', 'c3');
  world.repository.recordSweep(world.now, 1234);
  expect(estate()).toMatchObject({ waiting: 0, unreachable: 1, polls: 3, errors: 1 });
  expect(estate().lastSweep).toEqual({ endedAt: world.now, ms: 1234 });
  world.now = start + 3 * hour;
  expect(estate()).toMatchObject({ stale: 2, unreachable: 1 });
  world.now = start + 30 * hour;
  expect(estate()).toMatchObject({ polls: 0, errors: 0 });
});

test.each<[string, Partial<JobQuery>, string[]]>([
  [
    'a service',
    { service: { not: false, values: ['Microsoft 365'] } },
    ['c1-E', 'c1-M', 'c1-S', 'c2-E', 'c2-V'],
  ],
  ['not a module', { module: { not: true, values: ['Exchange Online'] } }, ['c1-M', 'c1-S', 'c2-V']],
  [
    'one of two modules',
    { module: { not: false, values: ['Virtual Machine', 'Microsoft Teams'] } },
    ['c1-M', 'c2-V'],
  ],
  ['a customer', { customer: { not: false, values: ['c2'] } }, ['c2-E', 'c2-V']],
  ['a tag', { tag: { not: false, values: ['gold', 'silver'] } }, ['c2-E', 'c2-V']],
  ['not a tag', { tag: { not: true, values: ['gold'] } }, ['c1-E', 'c1-M', 'c1-S']],
  ['not an outcome', { outcome: { not: true, values: ['idle', 'success'] } }, ['c1-S', 'c2-E']],
  ['ended lately', { ended: { not: false, hours: 2 } }, ['c1-E', 'c1-S']],
  ['not ended lately, never ended included', { ended: { not: true, hours: 2 } }, ['c1-M', 'c2-E', 'c2-V']],
  ['gone from the answers', { sign: { not: false, values: ['vanished'] } }, ['c1-M']],
  [
    'neither gone nor slow',
    { sign: { not: true, values: ['vanished', 'longRunning'] } },
    ['c1-E', 'c1-S', 'c2-E', 'c2-V'],
  ],
  [
    'all at once',
    { text: 'exchange', tag: { not: true, values: ['gold'] }, ended: { not: false, hours: 9 } },
    ['c1-E'],
  ],
])('the filter lets through %s', async (_name, filter, wanted) => {
  const { world, jobs } = await createList();
  world.repository.describeCustomer({ id: 'c2', displayName: null, tags: ['gold'], watched: true });
  const rows = [
    run('success', 'IB1', start - hour, { module: 'Exchange Online', total: reading(10) }),
    run('failure', 'IB2', start - 2 * hour, { module: 'SharePoint Online', total: reading(30) }),
  ];
  await world.see(rows);
  const page = jobs.list({ ...everything, ...filter });
  const short = page.rows.map(({ customerId, module }) => `${customerId}-${module.slice(0, 1)}`);
  expect(short.toSorted()).toEqual(wanted);
  expect(page.matched).toBe(wanted.length);
});

test.each(jobColumnSchema.options)(
  'the order by %s can be turned round, with and without a filter',
  async (column) => {
    const { jobs } = await createList();
    for (const text of ['', 'o']) {
      const up = jobs.list({ ...everything, text, sort: { column, descending: false } }).rows;
      const down = jobs.list({ ...everything, text, sort: { column, descending: true } }).rows;
      const has = (row: (typeof up)[number]): boolean => {
        if (column === 'name' || column === 'runId') return row[column] !== null;
        const reading = { start: row.start, end: row.end, total: row.total, duration: row.duration };
        return !(column in reading) || reading[column as keyof typeof reading].value !== null;
      };
      const keysOf = (rows: typeof up): string[] => rows.filter(has).map(({ key }) => key);
      expect(keysOf(down)).toEqual(keysOf(up).toReversed());
      // What lacks the value comes last, both ways.
      for (const rows of [up, down]) expect(rows.map(has)).toEqual(rows.map(has).toSorted().toReversed());
    }
  },
);

test('a search finds any part of a word, whatever its length, and accents do not matter', async () => {
  const { jobs } = await createList();
  const found = (text: string): number => jobs.list({ ...everything, text }).matched;
  expect([found('chang'), found('xc'), found('x'), found('qL-'), found('ager'), found('ÄGER')]).toEqual([
    2, 2, 2, 1, 1, 1,
  ]);
  expect([found('"exchange"'), found('exchange OR teams'), found('NEAR(a b)'), found('*')]).toEqual([
    0, 0, 0, 0,
  ]);
});

test('the figures beside the outcomes follow what is stored in the meantime', async () => {
  const { world, jobs } = await createList();
  const failing = (): number => jobs.list({ ...everything, text: 'exchange' }).outcomes.failure;
  expect(failing()).toBe(0);
  await world.see([run('failure', 'IB7', start, { module: 'Exchange Online' })]);
  expect(failing()).toBe(1);
});

test('what a filter may choose from are the modules and tags that there are', async () => {
  const { world, jobs } = await createList();
  world.repository.describeCustomer({ id: 'c2', displayName: null, tags: ['silver', 'gold'], watched: true });
  expect(jobs.choices()).toEqual({
    modules: ['Exchange Online', 'Microsoft Teams', 'SharePoint Online', 'Virtual Machine'].map((module) => ({
      service: 'Microsoft 365',
      module,
    })),
    tags: ['gold', 'silver'],
  });
});
