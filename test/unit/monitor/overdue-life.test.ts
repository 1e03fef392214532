import { expect, test } from 'vitest';
import { createAlertDesk } from '../../../main/store/alert-desk.ts';
import { createPruning } from '../../../main/store/prune.ts';
import { handClock } from '../avepoint/hand-clock.ts';
import { createWorld, day, hour, minute, run, start } from './help.ts';
import type { World } from './help.ts';

const good = run('success', 'r0', start - 2 * hour);
const kinds = (world: World): string[] => world.notices().map(({ kind }) => kind);

test('a run that began while nobody looked has the whole limit, since others may have finished unseen', async () => {
  const world = createWorld();
  await world.see([good]);
  const began = start + 3 * day - hour;
  const running = run('running', 'r9', began);
  for (const at of [start + 3 * day, began + 20 * hour]) {
    world.now = at;
    await world.see([running]);
    expect([kinds(world), world.open()]).toEqual([[], []]);
  }
  world.now = began + 27 * hour;
  await world.see([running]);
  await world.see([running]);
  expect([kinds(world), world.open()]).toEqual([['overdue'], ['overdue 1']]);
});

test.each(['running', 'neutral', 'unknown'] as const)(
  'a job whose runs are %s night after night is overdue with the second, also where nobody looked when it was due',
  async (outcome) => {
    const world = createWorld();
    await world.see([good]);
    for (const days of [2, 3]) {
      // Looked at by day; each night's run begins while nobody does.
      for (const hours of [0, 4, 8]) {
        world.now = start + days * day + hours * hour;
        await world.see([run(outcome, `r${days}`, start + days * day - 10 * hour)]);
      }
    }
    expect(kinds(world)).toEqual(['overdue']);
    expect(world.open()).toEqual(['overdue 1']);
  },
);

test('a run that finished before its alert was closed, and was seen after, does not keep the next one closed', async () => {
  const world = createWorld();
  const desk = createAlertDesk(world.database, { ...handClock(start), now: () => world.now });
  await world.see([good]);
  world.now = start + 2 * day;
  await world.see([good]);
  const again = run('success', 'r1', world.now);
  world.now += hour;
  desk.act(
    desk.list({ status: 'open', offset: 0, limit: 9 }).rows.map(({ id }) => id),
    { type: 'close' },
  );
  await world.see([again]);
  world.now += 2 * day;
  await world.see([again]);
  expect(kinds(world)).toEqual(['overdue', 'overdue']);
});

test('a run that goes on since before the job was due is overdue with it', async () => {
  const world = createWorld();
  await world.see([good]);
  const running = run('running', 'r1', start + 20 * hour);
  for (const hours of [21, 23, 25]) {
    world.now = start + hours * hour;
    await world.see([running]);
  }
  expect(kinds(world)).toEqual(['overdue']);
});

test('a finish that was seen by a clock that was behind counts by its own time once that has come', async () => {
  const world = createWorld();
  await world.see([good]);
  const late = run('success', 'r1', start + 8 * hour);
  world.now = start + minute;
  await world.see([late]);
  world.now = start + 9 * hour;
  await world.see([late]);
  world.now = start + 30 * hour;
  await world.see([late]);
  expect([kinds(world), world.open()]).toEqual([[], []]);
  expect(world.repository.recall('c1').jobs.get(late.key)).toMatchObject({
    finishedAt: start + 8.5 * hour,
    // The time between was seen wrongly, and is not learnt from.
    gaps: [],
  });
  world.now = start + 35 * hour;
  await world.see([late]);
  expect(kinds(world)).toEqual(['overdue']);
});

test('an overdue job that somebody closed stays closed until it finishes a run, however long that takes', async () => {
  const world = createWorld();
  const clock = handClock(start);
  const desk = createAlertDesk(world.database, { ...clock, now: () => world.now });
  await world.see([good]);
  world.now = start + 2 * day;
  await world.see([]);
  const ids = desk.list({ status: 'open', offset: 0, limit: 9 }).rows.map(({ id }) => id);
  const { undo } = desk.act(ids, { type: 'close' });
  await world.see([]);
  expect(world.open()).toEqual([]);
  expect(desk.undo(undo)).toBe(true);
  expect(world.open()).toEqual(['overdue 1']);
  desk.act(ids, { type: 'close' });
  world.now = start + 200 * day;
  createPruning(world.database, () => 30, { ...clock, now: () => world.now }).step();
  await world.see([]);
  expect([world.open(), kinds(world)]).toEqual([[], ['overdue']]);
  await world.see([run('success', 'r1', world.now - hour)]);
  world.now += 2 * day;
  await world.see([]);
  expect(world.open()).toEqual(['overdue 1']);
  expect(kinds(world)).toEqual(['overdue', 'overdue']);
});
