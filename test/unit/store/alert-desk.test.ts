import { expect, test } from 'vitest';
import type { AlertAction } from '../../../shared/alert.ts';
import type { Policy } from '../../../shared/policy.ts';
import { createAlertDesk } from '../../../main/store/alert-desk.ts';
import type { AlertDesk } from '../../../main/store/alert-desk.ts';
import { createEstateQuery } from '../../../main/store/estate.ts';
import type { World } from '../monitor/help.ts';
import { createWorld, day, hour, run, start } from '../monitor/help.ts';

const modules = ['Exchange Online', 'SharePoint Online', 'Microsoft Teams'];
const failed = (runId: string, count = 1, at = start) =>
  modules.slice(0, count).map((module) => run('failure', `${runId}-${module}`, at, { module }));
const good = (runId: string, at = start) =>
  modules.map((module) => run('success', `${runId}-${module}`, at, { module }));

async function createDesk(
  count = 1,
  policy: Partial<Policy> = {},
): Promise<{ world: World; desk: AlertDesk }> {
  const world = createWorld(['c1'], { overdue: false, ...policy });
  const clock = { now: () => world.now, elapsed: () => 0, after: () => () => undefined };
  const desk = createAlertDesk(world.database, clock);
  await world.see(good('r0', start - hour));
  await world.see([...good('r0', start - hour).slice(count), ...failed('r1', count)]);
  return { world, desk };
}

const statuses = ['open', 'acknowledged', 'snoozed', 'ended'] as const;
const counts = (desk: AlertDesk): number[] =>
  statuses.map((status) => {
    const { rows, matched } = desk.list({ status, offset: 0, limit: 500 });
    expect(rows).toHaveLength(matched);
    return matched;
  });
const idsOf = (desk: AlertDesk): number[] =>
  desk.list({ status: 'open', offset: 0, limit: 500 }).rows.map(({ id }) => id);
const eventsOf = (desk: AlertDesk, jobKey: string): string[] =>
  desk.history(jobKey).alerts.flatMap(({ events }) => events.map(({ type }) => type));
const acknowledge = (scope: 'run' | 'recovery', note = ''): AlertAction => ({
  type: 'acknowledge',
  scope,
  note,
});

test('an alert is listed with its job as it is now', async () => {
  const { desk } = await createDesk();
  const { rows } = desk.list({ status: 'open', offset: 0, limit: 10 });
  expect(rows).toMatchObject([
    {
      kind: 'failure',
      runs: 1,
      lastRunKey: 'r1-Exchange Online',
      endedAt: null,
      job: { customerName: 'Customer c1' },
    },
  ]);
});

test('lists are paged, open ones oldest first, ended ones latest first', async () => {
  const { world, desk } = await createDesk(2);
  world.now += hour;
  await world.see([...failed('r1', 2), run('failure', 'late', start, { module: modules[2]! })]);
  const page = (offset: number, limit: number): string[] =>
    desk.list({ status: 'open', offset, limit }).rows.map(({ job }) => job.module);
  expect([page(0, 2), page(2, 2)]).toEqual([modules.slice(0, 2), modules.slice(2)]);
  expect(desk.list({ status: 'open', offset: 2, limit: 2 }).matched).toBe(3);
  await world.see([run('success', 'g', world.now, { module: modules[0]! }), ...failed('r1', 2).slice(1)]);
  world.now += hour;
  await world.see(good('r2', world.now));
  expect(desk.list({ status: 'ended', offset: 0, limit: 9 }).rows.at(-1)!.job.module).toBe(modules[0]);
});

test('an acknowledgement holds through polls, and says who and why', async () => {
  const { world, desk } = await createDesk();
  expect(desk.act(idsOf(desk), acknowledge('recovery', 'ticket 7')).changed).toBe(1);
  expect(counts(desk)).toEqual([0, 1, 0, 0]);
  world.now += hour;
  await world.see(failed('r2', 1, start + hour));
  expect(counts(desk)).toEqual([0, 1, 0, 0]);
  const [alert] = desk.list({ status: 'acknowledged', offset: 0, limit: 1 }).rows;
  expect(alert!.acknowledged).toMatchObject({ scope: 'recovery', note: 'ticket 7', at: start });
  expect(alert!.acknowledged!.by).not.toBe('');
  const [history] = desk.history(alert!.job.key).alerts;
  expect(history!.events.at(-2)).toMatchObject({
    type: 'acknowledged',
    detail: `${alert!.acknowledged!.by}: ticket 7`,
  });
  expect(desk.act([alert!.id], { type: 'unacknowledge' }).changed).toBe(1);
  expect(counts(desk)).toEqual([1, 0, 0, 0]);
});

test('an acknowledged run lapses with the next one that fails', async () => {
  const { world, desk } = await createDesk();
  desk.act(idsOf(desk), acknowledge('run'));
  await world.see(failed('r1'));
  expect(counts(desk)).toEqual([0, 1, 0, 0]);
  await world.see(failed('r2', 1, start + hour));
  expect(counts(desk)).toEqual([1, 0, 0, 0]);
});

test('a snoozed alert comes back when its time has come', async () => {
  const { world, desk } = await createDesk();
  desk.act(idsOf(desk), { type: 'snooze', until: start + hour });
  expect(counts(desk)).toEqual([0, 0, 1, 0]);
  world.now = start + hour;
  expect(counts(desk)).toEqual([1, 0, 0, 0]);
  await world.see(failed('r1'));
  expect(eventsOf(desk, failed('r1')[0]!.key)).toEqual(['opened', 'snoozed', 'woken']);
  desk.act(idsOf(desk), { type: 'snooze', until: start + day });
  desk.act(
    desk.list({ status: 'snoozed', offset: 0, limit: 1 }).rows.map(({ id }) => id),
    { type: 'unsnooze' },
  );
  expect(counts(desk)).toEqual([1, 0, 0, 0]);
});

test('a closed alert is over; the next failed run opens another', async () => {
  const { world, desk } = await createDesk();
  const ids = idsOf(desk);
  desk.act(ids, { type: 'close' });
  await world.see(failed('r1'));
  expect(counts(desk)).toEqual([0, 0, 0, 1]);
  expect(desk.act(ids, acknowledge('run'))).toMatchObject({ changed: 0 });
  await world.see(failed('r2', 1, start + hour));
  expect(counts(desk)).toEqual([1, 0, 0, 1]);
  expect(world.told()).toEqual({ 'r1-Exchange Online': 'notified', 'r2-Exchange Online': 'notified' });
});

test('the same is done to many at once, each once, and those that are over are left alone', async () => {
  const { desk } = await createDesk(3);
  const ids = idsOf(desk);
  expect(desk.act([...ids, ...ids, 999], acknowledge('run')).changed).toBe(3);
  expect(counts(desk)).toEqual([0, 3, 0, 0]);
});

test.each([
  ['acknowledge', acknowledge('recovery')],
  ['snooze', { type: 'snooze', until: start + day }],
  ['close', { type: 'close' }],
] as const)('%s is taken back, once', async (_name, action) => {
  const { desk } = await createDesk(2);
  const { undo } = desk.act(idsOf(desk), action);
  expect(counts(desk)[0]).toBe(0);
  expect(desk.undo(undo)).toBe(true);
  expect(counts(desk)).toEqual([2, 0, 0, 0]);
  expect(desk.undo(undo)).toBe(false);
});

test('each of the last actions is taken back, but not over the head of a later one', async () => {
  const { desk } = await createDesk(3);
  const [one, two, three] = idsOf(desk);
  const first = desk.act([one!, two!], acknowledge('run'));
  const second = desk.act([two!, three!], { type: 'snooze', until: start + day });
  const third = desk.act([], { type: 'close' });
  expect(counts(desk)).toEqual([0, 2, 1, 0]);
  expect(desk.undo(third.undo)).toBe(false);
  // The second alert has been snoozed since.
  expect(desk.undo(first.undo)).toBe(true);
  expect(counts(desk)).toEqual([1, 1, 1, 0]);
  expect(desk.undo(second.undo)).toBe(true);
  expect(counts(desk)).toEqual([2, 1, 0, 0]);
  expect(desk.undo(first.undo)).toBe(true);
  expect(counts(desk)).toEqual([3, 0, 0, 0]);
  expect([desk.undo(first.undo), desk.undo(second.undo)]).toEqual([false, false]);
});

test('what can be taken back is listed, the latest first, by a number that no other action has', async () => {
  const { world, desk } = await createDesk(2);
  const [one, two] = idsOf(desk);
  const first = desk.act([one!, two!], acknowledge('run'));
  world.now += hour;
  const second = desk.act([two!], { type: 'close' });
  desk.act([999], { type: 'close' });
  const listed = [
    { type: 'close', changed: 1, at: start + hour, undo: second.undo },
    { type: 'acknowledge', changed: 2, at: start, undo: first.undo },
  ];
  expect(desk.recent()).toEqual(listed);
  desk.undo(second.undo);
  expect(desk.recent()).toEqual(listed.slice(1));
  const other = (await createDesk()).desk;
  expect(other.recent()).toEqual([]);
  expect(other.undo(first.undo)).toBe(false);
  expect(other.act(idsOf(other), { type: 'close' }).undo).toBeGreaterThan(second.undo);
});

test('actions of long ago are not taken back', async () => {
  const { desk } = await createDesk(1);
  const ids = idsOf(desk);
  const tokens = Array.from({ length: 21 }, () => desk.act(ids, acknowledge('run')).undo);
  expect(desk.undo(tokens[0]!)).toBe(false);
  for (const token of tokens.slice(1).toReversed()) expect(desk.undo(token)).toBe(true);
});

test('what the monitor counted in the meantime stays when an action is taken back', async () => {
  const { world, desk } = await createDesk();
  const { undo } = desk.act(idsOf(desk), acknowledge('recovery'));
  await world.see(failed('r2', 1, start + hour));
  expect(desk.undo(undo)).toBe(true);
  expect(desk.list({ status: 'open', offset: 0, limit: 1 }).rows).toMatchObject([
    { runs: 2, lastRunKey: 'r2-Exchange Online', notifiedRuns: 1, acknowledged: null },
  ]);
});

test('an acknowledgement of a run does not come back for another run', async () => {
  const { world, desk } = await createDesk();
  desk.act(idsOf(desk), acknowledge('run'));
  const ids = desk.list({ status: 'acknowledged', offset: 0, limit: 1 }).rows.map(({ id }) => id);
  const { undo } = desk.act(ids, { type: 'unacknowledge' });
  await world.see(failed('r2', 1, start + hour));
  expect(desk.undo(undo)).toBe(true);
  expect(counts(desk)).toEqual([1, 0, 0, 0]);
});

test('an alert that has recovered in the meantime stays so', async () => {
  const { world, desk } = await createDesk();
  const { undo } = desk.act(idsOf(desk), acknowledge('run'));
  await world.see(good('r2', start + hour));
  expect(desk.undo(undo)).toBe(false);
  expect(counts(desk)).toEqual([0, 0, 0, 1]);
});

test('a closed alert does not come back beside the one that took its place, nor stay for a job that works again', async () => {
  const { world, desk } = await createDesk();
  const { undo } = desk.act(idsOf(desk), { type: 'close' });
  await world.see(failed('r2', 1, start + hour));
  expect(desk.undo(undo)).toBe(false);
  expect(counts(desk)).toEqual([1, 0, 0, 1]);
  const again = desk.act(idsOf(desk), { type: 'close' });
  await world.see(good('r3', start + 2 * hour));
  expect(desk.undo(again.undo)).toBe(true);
  await world.see(good('r3', start + 2 * hour));
  expect(counts(desk)[0]).toBe(0);
});

test('a closed alert does not come back beside one of another kind: a job has one about its runs', async () => {
  const { world, desk } = await createDesk(1, { warnings: true });
  const { undo } = desk.act(idsOf(desk), { type: 'close' });
  await world.see([run('warning', 'r2', start + hour)]);
  expect(desk.undo(undo)).toBe(false);
  expect(world.open()).toEqual(['warning 1']);
  await world.see(failed('r3', 1, start + 2 * hour));
  expect(world.open()).toEqual(['failure 1']);
});

test('the figures of the estate agree with the lists', async () => {
  const { world, desk } = await createDesk(3);
  const estate = createEstateQuery(world.database, () => world.now);
  const [a, b] = idsOf(desk);
  desk.act([a!], acknowledge('run'));
  desk.act([b!], { type: 'snooze', until: start + hour });
  expect(counts(desk).slice(0, 3)).toEqual([1, 1, 1]);
  expect(estate().alerts).toEqual({ open: 1, acknowledged: 1, snoozed: 1 });
  world.now += hour;
  expect(estate().alerts).toEqual({ open: 2, acknowledged: 1, snoozed: 0 });
  world.repository.saveCustomers([], start);
  expect([estate().alerts.open, counts(desk)[0]]).toEqual([0, 0]);
});

test('a job’s history has its runs of four weeks, newest first, with what was told of each', async () => {
  const { world, desk } = await createDesk();
  await world.see([run('success', 'old', start - 40 * day)]);
  await world.see(failed('r2', 1, start + hour));
  const { runs } = desk.history(failed('r1')[0]!.key);
  expect(runs.map(({ runKey, told }) => [runKey, told])).toEqual([
    ['r2-Exchange Online', 'alreadyTold'],
    ['r1-Exchange Online', 'notified'],
    ['r0-Exchange Online', null],
  ]);
});
