import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cadenceOf, learnGap, limitFor } from '../../../main/monitor/cadence.ts';
import { suggestLimits } from '../../../main/monitor/suggest-limits.ts';
import type { SeenCadence } from '../../../main/monitor/suggest-limits.ts';
import { createCadenceQueries } from '../../../main/store/cadence-queries.ts';
import type { Policy } from '../../../shared/policy.ts';
import { createWorld, day, hour, minute, policyWith, run, start } from './help.ts';

describe('what is learnt of one job', () => {
  test('a gap of which most was watched counts, one that may hide a run does not', () => {
    const gap = { before: 0, last: 24 * hour };
    expect(learnGap([], { ...gap, checkedAt: 23 * hour })).toEqual([24 * hour]);
    expect(learnGap([], { ...gap, checkedAt: 12 * hour })).toEqual([24 * hour]);
    expect(learnGap([], { ...gap, checkedAt: 11 * hour })).toEqual([]);
    expect(learnGap([], { ...gap, checkedAt: null })).toEqual([]);
    expect(learnGap([5], { before: null, last: 1, checkedAt: 1 })).toEqual([5]);
    expect(learnGap([5], { before: 7, last: 7, checkedAt: 7 })).toEqual([5]);
  });

  test('few gaps say nothing, and one night without a backup is not what is usual', () => {
    expect(cadenceOf([day, day, day])).toBeNull();
    const cadence = cadenceOf([day, day, 3 * day, day, day + hour]);
    expect(cadence).toEqual({ usual: day, widest: day + hour });
    expect(limitFor(cadence!)).toBe(27);
  });

  test('a limit is never shorter than what is usual', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 90 * day }), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(gaps, (some) => {
        const cadence = cadenceOf(some)!;
        expect(limitFor(cadence) * hour).toBeGreaterThan(cadence.usual);
        expect(cadence.usual).toBeLessThanOrEqual(cadence.widest);
      }),
    );
  });
});

/** Watches a job every half hour while it runs every `gap`; its rows are new at each run. */
async function watch(gap: number, runs: number, module = 'Exchange Online') {
  const world = createWorld();
  for (let elapsed = 0; elapsed <= runs * gap; elapsed += 30 * minute) {
    world.now = start + elapsed;
    const latest = Math.floor(elapsed / gap);
    await world.see([run('success', `r${latest}`, start + latest * gap - hour, { module })]);
  }
  return createCadenceQueries(world.database);
}

test('the cadence of runs is learnt from the answers and stored with the job', async () => {
  const seen = await watch(6 * hour, 8);
  const expected = {
    service: 'Microsoft 365',
    module: 'Exchange Online',
    usual: 6 * hour,
    widest: 6 * hour,
    jobs: 1,
  };
  expect(seen.ofModules()).toEqual([expected]);
  expect(seen.ofCustomer('c1')).toEqual([expected]);
  expect(seen.ofCustomer('c2')).toEqual([]);
  expect(suggestLimits(seen, policyWith(), 'c1')).toEqual([
    { kind: 'customer', value: 'c1', hours: 8, present: 26, usual: 6, jobs: 1 },
  ]);
});

test('a week in which nobody looked teaches nothing', async () => {
  const world = createWorld();
  for (let week = 0; week < 8; week += 1) {
    world.now = start + week * 7 * day;
    await world.see([run('success', `r${week}`, world.now - 2 * hour)]);
  }
  expect(createCadenceQueries(world.database).ofModules()).toEqual([]);
});

describe('what is suggested', () => {
  const some = (
    module: string,
    usualHours: number,
    jobs: number,
    service = 'Microsoft 365',
  ): SeenCadence => ({
    service,
    module,
    usual: usualHours * hour,
    widest: usualHours * hour,
    jobs,
  });
  const suggest = (seen: SeenCadence[], policy: Partial<Policy> = {}) =>
    suggestLimits({ ofModules: () => seen, ofCustomer: () => seen }, policyWith(policy), null);

  test('nothing, where the limit suits', () => {
    expect(suggest([some('Teams', 24, 50), some('Exchange Online', 24, 50)])).toEqual([]);
  });

  test('a wider one for the module that comes once a week, a closer one for the service that comes often', () => {
    const weekly = some('Project Online', 168, 20);
    expect(suggest([some('Teams', 24, 500), weekly])).toEqual([
      { kind: 'module', value: 'Project Online', hours: 182, present: 26, usual: 168, jobs: 20 },
    ]);
    expect(
      suggest([some('Gmail', 6, 10, 'Google Workspace'), some('Drive', 6, 10, 'Google Workspace')]),
    ).toEqual([{ kind: 'service', value: 'Google Workspace', hours: 8, present: 26, usual: 6, jobs: 20 }]);
  });

  test('nothing for a handful of odd jobs, where somebody has said never, and where it was taken', () => {
    expect(suggest([some('Teams', 168, 2)])).toEqual([]);
    expect(suggest([some('Teams', 24, 95), some('Teams', 168, 5)])).toEqual([]);
    const rule = (hours: number): Partial<Policy> => ({
      overdueRules: [{ kind: 'module', value: 'Teams', hours }],
    });
    expect(suggest([some('Teams', 168, 20)], rule(0))).toEqual([]);
    expect(suggest([some('Teams', 168, 20)], rule(182))).toEqual([]);
  });

  test('whatever is suggested is no longer suggested once it was taken', () => {
    const seen = fc.array(
      fc.record({
        service: fc.constantFrom('A', 'B'),
        module: fc.constantFrom('A1', 'A2', 'B1'),
        usual: fc.integer({ min: 1, max: 400 }),
        jobs: fc.integer({ min: 1, max: 50 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(seen, (rows) => {
        const all = rows.map(({ service, module, usual, jobs }) =>
          some(`${service} ${module}`, usual, jobs, service),
        );
        const first = suggest(all)[0];
        if (first === undefined) return;
        const { kind, value, hours } = first;
        const after = suggest(all, { overdueRules: [{ kind, value, hours }] });
        expect(after.filter((one) => one.kind === kind && one.value === value)).toEqual([]);
      }),
    );
  });
});
