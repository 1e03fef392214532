import { expect, test } from 'vitest';
import { createQueue } from '../../../main/monitor/queue.ts';
import type { Finish, Queue } from '../../../main/monitor/queue.ts';
import type { WatchedCustomer } from '../../../main/monitor/repository.ts';
import { createSweeps } from '../../../main/monitor/sweeps.ts';
import { handClock } from '../avepoint/hand-clock.ts';
import type { HandClock } from '../avepoint/hand-clock.ts';
import { minute, silentLog } from './help.ts';

const interval = 10 * minute;

const watched = (id: string, restless = false): WatchedCustomer => ({ id, name: id, tags: [], restless });
const good: Finish = { ok: true, retryInMs: null, restless: false };
const bad: Finish = { ok: false, retryInMs: null, restless: false };

function createFull(count = 10): { clock: HandClock; queue: Queue } {
  const clock = handClock();
  const queue = createQueue({ clock, intervalMs: interval, together: 4, random: () => 0.5 });
  queue.setCustomers(Array.from({ length: count }, (_, i) => watched(`c${i}`, i % 5 === 4)));
  return { clock, queue };
}

/** Takes whoever is due, and ends each poll at once. */
function drain(queue: Queue, finish: (id: string) => Finish = () => good, urgentOnly = false): string[] {
  const taken: string[] = [];
  for (let next = queue.take(urgentOnly); next !== null; next = queue.take(urgentOnly)) {
    taken.push(next.id);
    queue.finish(next.id, finish(next.id));
  }
  return taken;
}

test('everybody is due at once at first, and then once an interval', async () => {
  const { clock, queue } = createFull();
  expect(drain(queue)).toHaveLength(10);
  expect(drain(queue)).toEqual([]);
  await clock.advance(interval * 1.1);
  expect(new Set(drain(queue)).size).toBe(10);
  const polls: string[] = [];
  for (let i = 0; i < 200; i += 1) {
    await clock.advance(interval / 20);
    polls.push(...drain(queue));
  }
  expect(Math.abs(polls.length - 100)).toBeLessThanOrEqual(2);
});

test('who is asked for while under way is asked once more after it, since that answer may be older', () => {
  const { queue } = createFull(2);
  expect([queue.take(false)?.id, queue.take(false)?.id].sort()).toEqual(['c0', 'c1']);
  queue.hurry('c0');
  expect(queue.take(false)).toBeNull();
  expect(queue.msToNext()).toBeNull();
  queue.finish('c1', good);
  expect(queue.take(true)).toBeNull();
  queue.finish('c0', good);
  expect(queue.msToNext()).toBe(0);
  expect(queue.take(true)?.id).toBe('c0');
  queue.finish('c0', good);
  expect(queue.take(false)).toBeNull();
});

test('who is asked for goes ahead of the queue, the restless first', () => {
  const { queue } = createFull();
  queue.hurry('c7');
  expect(queue.take(false)?.id).toBe('c7');
  queue.finish('c7', good);
  queue.hurry();
  const all = drain(queue, undefined, true);
  expect([all.length, ...all.slice(0, 2)]).toEqual([10, 'c4', 'c9']);
});

test('one customer that is asked for goes ahead of everybody whom a sweep still has to reach', () => {
  const { queue } = createFull();
  queue.hurry();
  queue.hurry('c7');
  const all = drain(queue, undefined, true);
  expect([all.length, ...all.slice(0, 2)]).toEqual([10, 'c7', 'c4']);
});

test('who became restless with the last answer is ahead of the others with the next request', () => {
  const { queue } = createFull();
  drain(queue, (id) => ({ ...good, restless: id === 'c3' }));
  queue.hurry();
  expect(queue.take(true)?.id).toBe('c3');
});

test('a request can be taken back', () => {
  const { queue } = createFull();
  drain(queue);
  queue.hurry();
  queue.calm();
  expect(queue.take(true)).toBeNull();
});

test('restless customers are polled twice as often', async () => {
  const { clock, queue } = createFull(2);
  const polls: string[] = [];
  for (let i = 0; i < 400; i += 1) {
    polls.push(...drain(queue, (id) => ({ ...good, restless: id === 'c1' })));
    await clock.advance(interval / 40);
  }
  const of = (id: string): number => polls.filter((polled) => polled === id).length;
  expect(of('c0')).toBeGreaterThanOrEqual(9);
  expect(of('c0')).toBeLessThanOrEqual(11);
  expect(of('c1')).toBeGreaterThanOrEqual(19);
  expect(of('c1')).toBeLessThanOrEqual(21);
});

test('a failed poll is tried again, and told to wait it waits, spread over half a minute', async () => {
  const { clock, queue } = createFull(1);
  drain(queue, () => bad);
  expect(queue.msToNext()).toBe(30_000);
  await clock.advance(30_000);
  drain(queue, () => bad);
  expect(queue.msToNext()).toBe(60_000);
  await clock.advance(60_000);
  drain(queue, () => ({ ...bad, retryInMs: 90_000 }));
  expect(queue.msTo('c0')).toBe(105_000);
});

test('coming back from sleep everybody is due within the given time, the restless first', async () => {
  const { clock, queue } = createFull();
  drain(queue, (id) => ({ ...good, restless: id === 'c4' || id === 'c9' }));
  await clock.advance(8 * 60 * minute);
  queue.spread(minute);
  expect(drain(queue)).toEqual(['c4']);
  await clock.advance(6000);
  expect(drain(queue)).toEqual(['c9']);
  await clock.advance(minute);
  expect(drain(queue)).toHaveLength(8);
  expect(drain(queue)).toEqual([]);
});

test('who is gone is dropped, also while under way, and who is new is due at once', () => {
  const { queue } = createFull(2);
  expect(queue.take(false)).not.toBeNull();
  queue.setCustomers([watched('new')]);
  queue.finish('c0', good);
  expect(queue.ids()).toEqual(['new']);
  expect(drain(queue)).toEqual(['new']);
  expect(queue.msTo('c0')).toBeNull();
  queue.setCustomers([]);
  expect([queue.take(false), queue.msToNext()]).toEqual([null, null]);
});

test('a shorter interval brings everybody nearer, a longer one puts nobody off at once', async () => {
  const { clock, queue } = createFull();
  drain(queue);
  queue.setInterval(minute);
  for (const id of queue.ids()) expect(queue.msTo(id)).toBeLessThanOrEqual(1.1 * minute);
  queue.setInterval(60 * minute);
  await clock.advance(1.1 * minute);
  expect(drain(queue)).toHaveLength(10);
});

test('a sweep ends when everybody was polled, and the next one begins there', async () => {
  const clock = handClock();
  const recorded: number[] = [];
  let ids = ['a', 'b', 'c'];
  const repository = { recordSweep: (_at: number, ms: number) => void recorded.push(ms) };
  const sweeps = createSweeps(clock, repository, () => ids, silentLog);
  sweeps.begin();
  await clock.advance(1000);
  for (const id of ['a', 'a', 'b']) sweeps.done(id);
  expect(sweeps.current).toEqual({ done: 2, total: 3 });
  sweeps.done('c');
  expect([recorded, sweeps.current]).toEqual([[1000], null]);
  await clock.advance(5000);
  for (const id of ['c', 'b', 'a']) sweeps.done(id);
  expect(recorded).toEqual([1000, 5000]);
  sweeps.begin();
  sweeps.done('a');
  ids = ['a', 'b', 'd'];
  sweeps.follow();
  expect(sweeps.current).toEqual({ done: 1, total: 2 });
  ids = ['a', 'd'];
  sweeps.follow();
  expect([recorded.length, sweeps.current]).toEqual([3, null]);
  sweeps.begin();
  sweeps.cancel();
  expect(sweeps.current).toBeNull();
});

test('a sweep over nobody is none, and one begins as soon as there is somebody', () => {
  const recorded: number[] = [];
  let ids: string[] = [];
  const repository = { recordSweep: (_at: number, ms: number) => void recorded.push(ms) };
  const sweeps = createSweeps(handClock(), repository, () => ids, silentLog);
  sweeps.begin();
  expect(sweeps.current).toBeNull();
  ids = ['a'];
  sweeps.follow();
  sweeps.done('a');
  expect(recorded).toHaveLength(1);
});
