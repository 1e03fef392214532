import { expect, test } from 'vitest';
import { createJobQueries } from '../../../main/store/job-queries.ts';
import { everything } from '../../../renderer/state/filter.ts';
import type { JobFilter, JobQuery } from '../../../shared/query.ts';
import type { World } from '../monitor/help.ts';
import { createWorld, hour, reading, run, start } from '../monitor/help.ts';

const modules = ['Exchange Online', 'SharePoint Online', 'OneDrive', 'Microsoft Teams', 'Power BI'];
const byTotal: JobFilter = { ...everything, sort: { column: 'total', descending: false } };
const filtered: JobFilter = { ...everything, outcome: { not: true, values: ['running'] } };

const saveTotals = (world: World, ...totals: number[]): Promise<unknown> =>
  world.see(
    totals.map((total, place) =>
      run('success', `IB${total}`, start - place * hour, { module: modules[place]!, total: reading(total) }),
    ),
  );

/** A list of five jobs, and the keys and runs of the rows on a page of it. */
async function createList() {
  const world = createWorld(['c1']);
  await saveTotals(world, 10, 20, 30, 40, 50);
  const jobs = createJobQueries(world.database, () => world.now);
  const page = (query: JobFilter & Partial<JobQuery>) => {
    const { rows } = jobs.list({ offset: 0, limit: 100, ...query });
    return { keys: rows.map(({ key }) => key), runs: rows.map(({ runId }) => runId) };
  };
  return { world, page };
}

test.each([
  ['an order that has to be found', byTotal],
  ['a filter', filtered],
])('pages that continue a list in %s are of its time, with rows as they are now', async (_, list) => {
  const { world, page } = await createList();
  const whole = page(list).keys;
  const first = page({ ...list, limit: 2 }).keys;
  const second = page({ ...list, offset: 2, limit: 1, continues: true }).keys;
  await saveTotals(world, 99, 21, 31, 41, 51);
  const third = page({ ...list, offset: 3, limit: 2, continues: true });
  expect([...first, ...second, ...third.keys]).toEqual(whole);
  expect(third.runs).toEqual(['IB41', 'IB51']);
});

test('a list that is asked for anew, or another one, knows what was stored since', async () => {
  const { world, page } = await createList();
  const deep = { ...byTotal, offset: 3 };
  expect(page(deep).runs).toEqual(['IB40', 'IB50']);
  await saveTotals(world, 99, 20, 30, 40, 50);
  expect(page({ ...deep, continues: true }).runs).toEqual(['IB40', 'IB50']);
  expect(page(deep).runs).toEqual(['IB50', 'IB99']);
  const other = { ...deep, sort: { column: 'total', descending: true }, continues: true } as const;
  expect(page(other).runs).toEqual(['IB30', 'IB20']);
});
