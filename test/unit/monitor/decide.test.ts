import { expect, test } from 'vitest';
import { createWorld, day, hour, minute, run, start } from './help.ts';

const at = (hours: number): number => start + hours * hour;

const good = run('success', 'r0', at(-2));

test('rows of which nothing is new are not written again', async () => {
  const world = createWorld();
  const rows = [good, run('failure', 'r1', start, { module: 'SharePoint Online' })];
  expect((await world.see(rows)).decision.jobs).toHaveLength(2);
  world.now += 10 * minute;
  const { decision } = await world.see(rows);
  expect(decision).toMatchObject({
    jobs: [],
    runs: [],
    alerts: [],
    announcements: [],
    changes: [],
    vanished: [],
  });
});

test('a job that is missing keeps its alert, is marked once, and comes back', async () => {
  const world = createWorld();
  const failed = run('failure', 'r1', start, { module: 'SharePoint Online' });
  await world.see([good, failed]);
  expect((await world.see([good])).decision.vanished).toEqual([failed.key]);
  expect((await world.see([good])).decision.vanished).toEqual([]);
  expect(world.open()).toEqual(['failure 1']);
  expect((await world.see([good, failed])).decision.jobs.map(({ job }) => job.key)).toEqual([failed.key]);
  expect((await world.see([good])).decision.vanished).toEqual([failed.key]);
});

test('what happened during an outage is told with the next answer', async () => {
  const world = createWorld();
  await world.see([good]);
  for (let i = 0; i < 20; i += 1) {
    world.now += 5 * minute;
    await world.miss('serviceUnavailable');
  }
  await world.see([run('failure', 'r1'), run('success', 'r2', at(1))]);
  expect(world.told()).toEqual({ r1: 'notified' });
  expect(world.notices().map(({ kind }) => kind)).toEqual([
    'connection',
    'failure',
    'recovery',
    'connectionBack',
  ]);
});

test('a snooze that is over is told once more, also where a new run failed with the same answer', async () => {
  for (const next of [run('failure', 'r1'), run('failure', 'r2', at(1))]) {
    const world = createWorld(['c1'], { overdue: false });
    await world.see([good]);
    await world.see([run('failure', 'r1')]);
    world.database.prepare('update alerts set snoozed_until = ?').run(start + hour);
    world.now = start + hour - 1;
    await world.see([run('failure', 'r1')]);
    expect(world.notices().map(({ kind }) => kind)).toEqual(['failure']);
    world.now = start + hour;
    await world.see([next]);
    await world.see([next]);
    expect(world.notices().map(({ kind }) => kind)).toEqual(['failure', 'stillFailing']);
  }
});

test('a run with exceptions whose snooze is over is told as what it is', async () => {
  const world = createWorld(['c1'], { overdue: false, warnings: true });
  await world.see([good]);
  await world.see([run('warning', 'r1')]);
  world.database.prepare('update alerts set snoozed_until = ?').run(start + hour);
  world.now = start + hour;
  await world.see([run('warning', 'r1')]);
  expect(world.notices().map(({ kind }) => kind)).toEqual(['warning', 'stillWarning']);
});

test('what was told, snoozed and woken in silence still says when it works again', async () => {
  const world = createWorld(['c1'], { overdue: false });
  await world.see([good]);
  await world.see([run('failure', 'r1')]);
  world.database.prepare('update alerts set snoozed_until = ?').run(start + minute);
  world.policy = { ...world.policy, failures: false };
  world.now += hour;
  await world.see([run('failure', 'r1')]);
  await world.see([run('success', 'r2', at(1))]);
  expect(world.notices().map(({ kind }) => kind)).toEqual(['failure', 'recovery']);
});

test('an acknowledged run is silent until the next one, an acknowledged alert until it recovers', async () => {
  for (const [scope, kinds] of [
    ['run', ['failure', 'failure', 'recovery', 'failure']],
    ['recovery', ['failure', 'recovery', 'failure']],
  ] as const) {
    const world = createWorld(['c1'], { overdue: false, remindRuns: 1 });
    await world.see([good]);
    await world.see([run('failure', 'r1')]);
    const acknowledged = { scope, runKey: 'r1', note: '', by: 'me', at: start };
    world.database.prepare('update alerts set acknowledged = ?').run(JSON.stringify(acknowledged));
    await world.see([run('failure', 'r1')]);
    await world.see([run('failure', 'r2', at(1))]);
    expect(world.told()['r2']).toBe(scope === 'run' ? 'notified' : 'acknowledged');
    await world.see([run('success', 'r3', at(2))]);
    await world.see([run('failure', 'r4', at(3))]);
    expect(world.notices().map(({ kind }) => kind)).toEqual(kinds);
  }
});

test('a job is overdue once, and what ends that is told as a recovery only where it is one', async () => {
  for (const [next, kinds] of [
    [run('success', 'r1', start + 2 * day), ['overdue', 'recovery']],
    [run('failure', 'r1', start + 2 * day), ['overdue', 'failure']],
    [run('success', 'r0', at(-2), { status: 'Disabled' }), ['overdue']],
  ] as const) {
    const world = createWorld();
    await world.see([good]);
    world.now = start + 2 * day;
    await world.see([good]);
    await world.see([good]);
    expect(world.open()).toEqual(['overdue 1']);
    world.now += hour;
    await world.see([next]);
    expect(world.open().filter((alert) => alert.startsWith('overdue'))).toEqual([]);
    expect(
      world
        .notices()
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(kinds.toSorted());
  }
});

test('a longer limit ends an overdue alert without saying that the job works again', async () => {
  const world = createWorld();
  await world.see([good]);
  world.now = start + 2 * day;
  await world.see([good]);
  world.policy = { ...world.policy, overdueHours: 100 };
  await world.see([good]);
  expect(world.open()).toEqual([]);
  expect(world.notices().map(({ kind }) => kind)).toEqual(['overdue']);
});

test('a vanished job becomes overdue by the same rule; an overdue job of the baseline is not told', async () => {
  const world = createWorld();
  await world.see([good]);
  world.now = start + 2 * day;
  await world.see([]);
  expect(world.notices().map(({ kind }) => kind)).toEqual(['overdue']);
  const late = createWorld();
  late.now = start + 2 * day;
  await late.see([good]);
  expect([late.open(), late.notices()]).toEqual([['overdue 1'], []]);
});

test('quiet hours hold back what they would have told, or drop it', async () => {
  for (const tellAfterwards of [true, false]) {
    const quiet = { enabled: true, days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '00:00', tellAfterwards };
    const world = createWorld(['c1'], { quiet, overdue: false });
    await world.see([good]);
    await world.see([run('failure', 'r1')]);
    await world.see([run('success', 'r2', at(1))]);
    expect(world.told()).toEqual({ r1: 'quiet' });
    expect(world.notices().map(({ kind }) => kind)).toEqual(tellAfterwards ? ['failure', 'recovery'] : []);
    expect(world.notices().every(({ held }) => held)).toBe(true);
  }
});

test('the median of earlier runs tells a long-running one', async () => {
  const world = createWorld();
  await world.see([run('success', 'r0', start - 10 * hour, { duration: reading4h })]);
  const running = run('running', 'r1', start);
  for (const [hours, long] of [
    [7, 0],
    [13, 1],
  ] as const) {
    world.now = start + hours * hour;
    await world.see([running]);
    expect(world.database.prepare('select long_running from jobs').get()).toEqual({ long_running: long });
  }
});

const reading4h = { text: '4h', value: 4 * hour };
