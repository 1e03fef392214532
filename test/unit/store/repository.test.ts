import { expect, test } from 'vitest';
import { problem } from '../../../shared/problem.ts';
import { decide } from '../../../main/monitor/decide.ts';
import type { Decision } from '../../../main/monitor/decision.ts';
import type { Saying } from '../../../main/monitor/repository.ts';
import { wordsFor } from '../../../main/monitor/wording.ts';
import { createRepository } from '../../../main/store/repository.ts';
import type { World } from '../monitor/help.ts';
import { answerOf, createWorld, customers, hour, policyWith, row, run, start } from '../monitor/help.ts';
import { closing, newFile } from './folder.ts';

const good = run('success', 'r0', start - hour);
const failed = run('failure', 'r1');

const tables = [
  'customers',
  'jobs',
  'runs',
  'alerts',
  'alert_events',
  'notices',
  'polls',
  'traffic',
  'facts',
];
const contents = ({ database }: World): string =>
  JSON.stringify(tables.map((name) => database.prepare(`select * from ${name}`).all()));

function decisionOf(
  world: World,
  rows: Parameters<typeof answerOf>[0],
): { decision: Decision; sayings: Saying[] } {
  const decision = decide(world.repository.recall('c1'), answerOf(rows), {
    now: start,
    policy: policyWith(),
    tags: [],
  });
  const sayings = decision.announcements.map((announcement) => ({
    announcement,
    words: wordsFor(announcement, 'C'),
  }));
  return { decision, sayings };
}

test('an answer is stored whole or not at all, wherever the store breaks', async () => {
  const world = createWorld();
  await world.see([good]);
  const before = contents(world);
  const { decision, sayings } = decisionOf(world, [failed, run('failure', 'r2', start, { module: 'Teams' })]);
  expect(sayings).toHaveLength(2);
  for (const table of ['jobs', 'runs', 'alerts', 'alert_events', 'notices', 'traffic', 'polls']) {
    const breaks = `create temp trigger breaks before insert on main.${table} begin select raise(abort, 'broken'); end`;
    world.database.exec(breaks);
    const record = (): void =>
      world.repository.recordAnswer({ customerId: 'c1', at: start, ms: 5 }, decision, sayings, null);
    expect(record).toThrow('broken');
    world.database.exec('drop trigger breaks');
    expect(contents(world)).toBe(before);
  }
  world.repository.recordAnswer({ customerId: 'c1', at: start, ms: 5 }, decision, sayings, null);
  expect(contents(world)).not.toBe(before);
  expect(world.notices()).toHaveLength(2);
});

test('what was recorded is recalled, also by another opening of the file', async () => {
  const file = newFile();
  const world = createWorld(['c1', 'c2'], {}, file);
  closing(world.database);
  await world.see([good]);
  world.now = start + hour;
  await world.see([failed, run('running', 'r9', start, { module: 'Teams' })]);
  await world.see([run('success', 'x1', start, { customerId: 'c2' })], 'c2');
  world.database.close();
  const later = createWorld(['c1', 'c2'], {}, file);
  closing(later.database);
  const { hasBaseline, jobs, alerts, runOf, medianDuration } = later.repository.recall('c1');
  expect(hasBaseline).toBe(true);
  expect([...jobs.values()]).toMatchObject([
    {
      key: failed.key,
      customerId: 'c1',
      status: 'Failed',
      outcome: 'failure',
      runKey: 'r1',
      finishedAt: failed.end.value,
      raw: failed.raw,
      longRunning: false,
      vanished: false,
    },
    { outcome: 'running', runKey: 'r9', finishedAt: null },
  ]);
  expect(alerts).toEqual([
    {
      jobKey: failed.key,
      state: {
        kind: 'failure',
        openedAt: start + hour,
        firstRunKey: 'r1',
        lastRunKey: 'r1',
        runs: 1,
        notifiedAt: start + hour,
        notifiedRuns: 1,
        acknowledged: null,
        snoozedUntil: null,
      },
    },
  ]);
  expect(runOf(failed.key, 'r0')).toMatchObject({ outcome: 'success', start: good.start.value });
  expect(runOf(failed.key, 'r1')).toMatchObject({ outcome: 'failure', start: failed.start.value });
  expect(runOf(failed.key, 'r2')).toBeUndefined();
  expect(medianDuration(failed.key)).toBe(good.duration.value);
  expect(medianDuration('nobody')).toBeNull();
});

test('a notice is stored once, whatever is recorded again', async () => {
  const world = createWorld();
  await world.see([good]);
  const { decision, sayings } = decisionOf(world, [failed]);
  const again: Decision = { ...decision, alerts: [] };
  world.repository.recordAnswer({ customerId: 'c1', at: start, ms: 5 }, decision, sayings, null);
  world.repository.recordAnswer({ customerId: 'c1', at: start, ms: 5 }, again, sayings, null);
  expect(world.notices()).toHaveLength(1);
  world.repository.markShown([world.notices()[0]!.id], start);
  world.repository.recordAnswer({ customerId: 'c1', at: start, ms: 5 }, again, sayings, null);
  expect(world.notices()).toEqual([]);
});

test('what is marked as shown is written into the history of the alert it is about', async () => {
  const world = createWorld(['c1'], {});
  await world.see([run('success', 'r0', start - 20 * hour)]);
  world.now = start + 24 * hour;
  await world.see([run('success', 'r0', start - 20 * hour)]);
  expect(world.open()).toEqual(['overdue 1']);
  world.policy = { ...world.policy, overdueHours: 1 };
  await world.see([run('failure', 'r1', start)]);
  const [overdue, failure] = world.notices();
  const history = (): unknown =>
    world.database
      .prepare(
        `select kind, type from alert_events join alerts on alerts.id = alert_id where type = 'notified'`,
      )
      .all();
  world.repository.markShown([failure!.id], world.now);
  expect(history()).toEqual([{ kind: 'failure', type: 'notified' }]);
  world.repository.markShown([overdue!.id], world.now);
  expect(history()).toEqual([
    { kind: 'failure', type: 'notified' },
    { kind: 'overdue', type: 'notified' },
  ]);
  expect(world.notices()).toEqual([]);
});

test('an answered poll of which nothing is new writes the customer and the record of the poll, and no more', async () => {
  const world = createWorld();
  world.now += hour;
  await world.see([good, run('failure', 'r1', start, { module: 'Teams' })]);
  const changes = (): number => Number(world.database.prepare('select total_changes() as n').get()!['n']);
  const before = changes();
  world.now += hour;
  await world.see([good, run('failure', 'r1', start, { module: 'Teams' })]);
  expect(changes() - before).toBeLessThanOrEqual(4);
});

test('the latest polls are kept one by one, the others by the hour', async () => {
  const world = createWorld();
  const one = (sql: string): unknown => world.database.prepare(sql).get();
  const kept = (): unknown => one('select count(*) as n, count(problem) as bad from polls');
  for (let i = 0; i < 260; i += 1) {
    // The oldest go twenty at a time, and the latest two hundred are always there.
    if (i === 250) expect(kept()).toEqual({ n: 210, bad: 21 });
    world.now += 60_000;
    if (i % 10 === 0) await world.miss('timedOut');
    else await world.see([good]);
  }
  expect(kept()).toEqual({ n: 200, bad: 20 });
  expect(one('select sum(polls) as n, sum(errors) as bad from traffic')).toEqual({ n: 260, bad: 26 });
});

test('a failed poll keeps the last good answer and its age', async () => {
  const world = createWorld();
  await world.see([good]);
  world.now += hour;
  await world.miss('timedOut');
  const read = (): unknown =>
    world.database.prepare('select checked_at, polled_at, problem, problem_since from customers').get();
  expect(read()).toEqual({
    checked_at: start,
    polled_at: start + hour,
    problem: JSON.stringify(problem('timedOut')),
    problem_since: start + hour,
  });
  expect(world.repository.recall('c1').jobs.size).toBe(1);
  await world.see([good]);
  expect(read()).toEqual({
    checked_at: start + hour,
    polled_at: start + hour,
    problem: null,
    problem_since: null,
  });
});

test('who is out of reach is told of once, and once when back; not while nobody can be reached', async () => {
  const world = createWorld();
  await world.see([good]);
  world.disconnected = true;
  for (let i = 0; i < 10; i += 1, world.now += 600_000) await world.miss('timedOut');
  expect(world.notices()).toEqual([]);
  world.disconnected = false;
  world.repository.restartReach(world.now);
  for (let i = 0; i < 10; i += 1, world.now += 600_000) await world.miss('timedOut');
  await world.see([good]);
  await world.see([good]);
  expect(world.notices().map(({ kind, customerName }) => [kind, customerName])).toEqual([
    ['connection', 'Customer c1'],
    ['connectionBack', 'Customer c1'],
  ]);
});

test('the connection’s reach, the last sweep and a warning are kept', () => {
  const file = newFile();
  const world = createWorld(['c1'], {}, file);
  closing(world.database);
  expect(world.repository.connectionReach()).toEqual({ since: null, toldAt: null });
  expect(world.repository.givenWarning()).toBeNull();
  world.repository.recordConnection({ since: 1, toldAt: 2 }, { title: 'lost', body: '' }, 3);
  world.repository.recordConnection({ since: null, toldAt: null }, { title: 'back', body: '' }, 4);
  world.repository.recordWarning({ expiresAt: 9, given: 7 }, { title: 'soon', body: '' }, 5);
  expect(world.notices().map(({ kind, title }) => [kind, title])).toEqual([
    ['connection', 'lost'],
    ['connectionBack', 'back'],
    ['connection', 'soon'],
  ]);
  const again = createRepository(world.database);
  expect(again.givenWarning()).toEqual({ expiresAt: 9, given: 7 });
});

test('customers: the list is taken over, the missing are kept, own names, tags and choice stay', async () => {
  const world = createWorld(['c1', 'c2', 'c3']);
  const { repository } = world;
  await world.see([run('running', 'r1')]);
  await world.see([row('success', { customerId: 'c2' })], 'c2');
  repository.describeCustomer({ id: 'c1', displayName: 'Zebra', tags: ['gold'], watched: true });
  repository.describeCustomer({ id: 'c3', displayName: null, tags: [], watched: false });
  const renamed = [...customers('c1', 'c2', 'c3')].map((c) => ({ ...c, name: `New ${c.id}` }));
  repository.saveCustomers(renamed, start + hour);
  expect(repository.customers()).toEqual([
    { id: 'c2', name: 'New c2', tags: [], restless: false },
    { id: 'c1', name: 'Zebra', tags: ['gold'], restless: true },
  ]);
  expect([repository.isRestless('c1'), repository.isRestless('c2')]).toEqual([true, false]);
  await world.see([]);
  expect(repository.isRestless('c1')).toBe(false);
  repository.saveCustomers(renamed.slice(1), start + hour);
  expect(repository.customers().map(({ id }) => id)).toEqual(['c2']);
  expect(repository.recall('c1').jobs.size).toBe(1);
  repository.saveCustomers(renamed, start + hour);
  expect(repository.customers().map(({ id }) => id)).toEqual(['c2', 'c1']);
});
