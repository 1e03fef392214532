import { expect, test } from 'vitest';
import { createPruning } from '../../../main/store/prune.ts';
import { createAlertDesk } from '../../../main/store/alert-desk.ts';
import type { HandClock } from '../avepoint/hand-clock.ts';
import { handClock } from '../avepoint/hand-clock.ts';
import type { World } from '../monitor/help.ts';
import { createWorld, day, hour, run, start } from '../monitor/help.ts';

const rows = ({ database }: World, table: string): number =>
  Number(database.prepare(`select count(*) as n from ${table}`).get()!['n']);

/** A hundred days of one run a day, every tenth of which fails. */
async function createAged(): Promise<{ world: World; clock: HandClock; step: () => void }> {
  const world = createWorld(['c1'], { overdue: false });
  const clock = handClock(start);
  world.now = start - 101 * day;
  await world.see([run('success', 'first', world.now)]);
  for (let i = 100; i > 0; i -= 1) {
    world.now = start - i * day;
    await world.see([run(i % 10 === 0 ? 'failure' : 'success', `r${i}`, world.now)]);
    world.repository.markShown(
      world.notices().map(({ id }) => id),
      world.now,
    );
  }
  world.now = start;
  return { world, clock, step: createPruning(world.database, () => 30, clock).step };
}

test('what is older than it is kept for goes, with what belongs to it', async () => {
  const { world, step } = await createAged();
  expect([rows(world, 'runs'), rows(world, 'alerts'), rows(world, 'notices')]).toEqual([101, 10, 20]);
  step();
  expect(rows(world, 'runs')).toBe(30);
  expect(world.database.prepare('select min(start_at) as oldest from runs').get()).toEqual({
    oldest: start - 30 * day,
  });
  expect(rows(world, 'alerts')).toBe(3);
  expect(world.database.prepare('pragma foreign_key_check').all()).toEqual([]);
  expect(rows(world, 'alert_events')).toBeGreaterThan(0);
  expect(
    world.database
      .prepare('select count(*) as n from alert_events where alert_id not in (select id from alerts)')
      .get(),
  ).toEqual({ n: 0 });
});

test('the latest runs of a job and its open alert stay, whatever their age, and are not told again', async () => {
  const { world, clock } = await createAged();
  await world.see([run('failure', 'last', start - day)]);
  await clock.advance(1000 * day);
  createPruning(world.database, () => 30, clock).step();
  expect([rows(world, 'runs'), world.open()]).toEqual([20, ['failure 1']]);
  world.now = clock.now();
  await world.see([run('failure', 'r10', start - 10 * day), run('failure', 'last', start - day)]);
  expect(world.notices()).toHaveLength(1);
});

test('it goes from job to job, and rests for an hour when it has been at each', async () => {
  const world = createWorld(['c1'], { overdue: false });
  const clock = handClock(start);
  const modules = Array.from({ length: 150 }, (_, i) => `Module ${i}`);
  for (let i = 25; i > 0; i -= 1) {
    world.now = start - (100 + i) * day;
    await world.see(modules.map((module) => run('success', `${module} ${i}`, world.now, { module })));
  }
  const { step } = createPruning(world.database, () => 30, clock);
  const left: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    step();
    left.push(rows(world, 'runs'));
  }
  expect(left).toEqual([150 * 25 - 100 * 5, 150 * 20, 150 * 20]);
  world.database.exec(`
    insert into runs (job_key, run_key, outcome, status, start_at, first_seen_at)
      select job_key, 'one more', 'success', 'Finished', 1, 1 from runs group by job_key`);
  await clock.advance(hour / 2);
  step();
  expect(rows(world, 'runs')).toBe(150 * 21);
  await clock.advance(hour);
  step();
  step();
  expect(rows(world, 'runs')).toBe(150 * 20);
});

test('traffic is kept for two days, unshown notices until they are shown', async () => {
  const world = createWorld(['c1'], { overdue: false });
  const clock = handClock(start);
  await world.see([run('success', 'r0', start)]);
  await world.see([run('failure', 'r1', start)]);
  createAlertDesk(world.database, clock).act([1], { type: 'close' });
  expect(rows(world, 'traffic')).toBe(1);
  await clock.advance(1000 * day);
  createPruning(world.database, () => 30, clock).step();
  expect([rows(world, 'traffic'), rows(world, 'alerts'), rows(world, 'notices')]).toEqual([0, 0, 1]);
});
