import { expect, test } from 'vitest';
import { createDelivery } from '../../../main/monitor/delivery.ts';
import type { Delivery } from '../../../main/monitor/delivery.ts';
import type { Bundle } from '../../../main/monitor/fold.ts';
import type { Notice } from '../../../main/monitor/repository.ts';
import { defaultPolicy } from '../../../shared/policy.ts';
import { handClock } from '../avepoint/hand-clock.ts';
import type { HandClock } from '../avepoint/hand-clock.ts';
import { hour, minute, silentLog } from './help.ts';

interface Desk {
  clock: HandClock;
  delivery: Delivery;
  pending: Notice[];
  shown: { ids: number[]; silent: boolean; title: string }[];
  marked: number[];
  /** When they were marked, each moment once. */
  moments: Set<number>;
  changes: number;
  errors: unknown[];
  sweeping: boolean;
  quiet: boolean;
  diskFull: boolean;
  /** What the desktop answers. */
  answer: () => Promise<boolean>;
  due(...ids: number[]): void;
}

function createDesk(): Desk {
  const clock = handClock();
  const desk: Desk = {
    clock,
    pending: [],
    shown: [],
    marked: [],
    moments: new Set(),
    changes: 0,
    errors: [],
    sweeping: false,
    quiet: false,
    diskFull: false,
    answer: async () => true,
    due: (...ids) => {
      for (const id of ids) desk.pending.push(noticeOf(id));
      desk.delivery.request();
    },
    delivery: createDelivery({
      repository: {
        pendingNotices: () => desk.pending.filter(({ id }) => !desk.marked.includes(id)),
        markShown: (ids, at) => {
          if (desk.diskFull) throw new Error('disk full');
          desk.moments.add(at);
          desk.marked.push(...ids);
        },
      },
      clock,
      log: silentLog,
      policy: () => ({
        ...defaultPolicy,
        quiet: { ...defaultPolicy.quiet, enabled: desk.quiet, from: '00:00', to: '00:00' },
      }),
      show: (bundle: Bundle, silent) => {
        desk.shown.push({ ids: bundle.notices.map(({ id }) => id), silent, title: bundle.title });
        return desk.answer();
      },
      isSweeping: () => desk.sweeping,
      sweepMs: () => 5 * minute,
      onChange: () => (desk.changes += 1),
      onStorageError: (error) => desk.errors.push(error),
    }),
  };
  return desk;
}

const noticeOf = (id: number): Notice => ({
  id,
  kind: 'failure',
  jobKey: `job${id}`,
  jobName: 'Job',
  customerId: `c${id}`,
  customerName: `Customer ${id}`,
  title: `notice ${id}`,
  body: '',
  createdAt: 0,
  held: false,
});

const idsOf = (desk: Desk): number[][] => desk.shown.map(({ ids }) => ids);

test('what comes within a moment is gathered', async () => {
  const desk = createDesk();
  desk.due(1);
  await desk.clock.advance(1000);
  desk.due(2, 3, 4, 5);
  await desk.clock.advance(400);
  expect(desk.shown).toEqual([]);
  await desk.clock.advance(200);
  expect(idsOf(desk)).toEqual([[1, 2, 3, 4, 5]]);
  expect(desk.marked).toEqual([1, 2, 3, 4, 5]);
  await desk.clock.advance(hour);
  expect(desk.shown).toHaveLength(1);
});

test('what one notification tells of is marked at one moment, however slow the computer is', async () => {
  const desk = createDesk();
  let now = desk.clock.now();
  desk.clock.now = () => (now += 1);
  desk.due(1, 2, 3, 4, 5, 6);
  await desk.clock.advance(2000);
  expect(idsOf(desk)).toEqual([[1, 2, 3, 4, 5, 6]]);
  expect(desk.marked).toEqual([1, 2, 3, 4, 5, 6]);
  expect(desk.moments.size).toBe(1);
});

test('a sweep under way is waited for, ten seconds at most', async () => {
  const desk = createDesk();
  desk.sweeping = true;
  desk.due(1);
  await desk.clock.advance(6000);
  expect(desk.shown).toEqual([]);
  desk.sweeping = false;
  await desk.clock.advance(1500);
  expect(idsOf(desk)).toEqual([[1]]);
  desk.sweeping = true;
  desk.due(2);
  await desk.clock.advance(9000);
  expect(desk.shown).toHaveLength(1);
  await desk.clock.advance(3000);
  expect(desk.shown).toHaveLength(2);
});

test('what the desktop refuses is kept, said so, and tried again with the next request', async () => {
  const desk = createDesk();
  desk.answer = async () => false;
  desk.due(1, 2, 3, 4, 5);
  await desk.clock.advance(2000);
  expect([desk.delivery.refused, desk.marked, desk.changes]).toEqual([true, [], 1]);
  await desk.clock.advance(hour);
  expect(desk.shown).toHaveLength(1);
  desk.answer = async () => true;
  desk.delivery.request();
  await desk.clock.advance(2000);
  expect(desk.shown.map(({ title }) => title)).toEqual([
    '5 backups failed: 5 customers',
    '5 backups failed: 5 customers',
  ]);
  expect([desk.delivery.refused, desk.marked, desk.changes]).toEqual([false, [1, 2, 3, 4, 5], 2]);
});

test('a desktop that throws has refused', async () => {
  const desk = createDesk();
  desk.answer = () => Promise.reject(new Error('no daemon'));
  desk.due(1);
  await desk.clock.advance(2000);
  expect([desk.delivery.refused, desk.errors]).toEqual([true, []]);
  desk.answer = async () => true;
  desk.delivery.request();
  await desk.clock.advance(2000);
  expect(desk.marked).toEqual([1]);
});

test('what is under way is not given to the desktop again', async () => {
  const desk = createDesk();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  desk.answer = () => promise;
  desk.due(1);
  await desk.clock.advance(2000);
  desk.delivery.request();
  await desk.clock.advance(2000);
  expect(idsOf(desk)).toEqual([[1]]);
  resolve(true);
  await desk.clock.advance(0);
  expect(desk.marked).toEqual([1]);
});

test('what was shown and could not be marked is marked later, and not shown again', async () => {
  const desk = createDesk();
  desk.diskFull = true;
  desk.due(1);
  for (let i = 0; i < 5; i += 1) {
    await desk.clock.advance(minute);
    desk.delivery.request();
  }
  expect([idsOf(desk), desk.marked, desk.errors.length > 0]).toEqual([[[1]], [], true]);
  desk.diskFull = false;
  desk.due(2);
  await desk.clock.advance(2000);
  expect([idsOf(desk), desk.marked]).toEqual([
    [[1], [2]],
    [1, 2],
  ]);
});

test('at most one sound a minute', async () => {
  const desk = createDesk();
  const silent: boolean[] = [];
  for (let second = 0; second < 180; second += 20) {
    desk.due(100 + second);
    await desk.clock.advance(20_000);
  }
  silent.push(...desk.shown.map((shown) => shown.silent));
  expect(silent).toEqual([false, true, true, false, true, true, false, true, true]);
});

test('the events of one sweep become a summary when they grow to more than four', async () => {
  const desk = createDesk();
  for (const id of [1, 2, 3, 4, 5, 6]) {
    desk.due(id);
    await desk.clock.advance(30_000);
  }
  expect(desk.shown.map(({ title }) => title)).toEqual([
    'notice 1',
    'notice 2',
    'notice 3',
    'notice 4',
    '5 backups failed: 5 customers',
    '6 backups failed: 6 customers',
  ]);
  expect(idsOf(desk).flat()).toEqual([1, 2, 3, 4, 5, 6]);
  await desk.clock.advance(hour);
  desk.due(7);
  await desk.clock.advance(2000);
  expect(desk.shown.at(-1)!.title).toBe('notice 7');
});

test('in quiet hours nothing is shown, and everything when they end', async () => {
  const desk = createDesk();
  desk.quiet = true;
  desk.due(1);
  await desk.clock.advance(hour);
  expect(desk.shown).toEqual([]);
  desk.quiet = false;
  desk.delivery.request();
  await desk.clock.advance(2000);
  expect(desk.marked).toEqual([1]);
});

test('what is on its way at the end is marked where it arrives in time, and nothing more is shown', async () => {
  const desk = createDesk();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  desk.answer = () => promise;
  desk.due(1);
  await desk.clock.advance(2000);
  desk.due(2);
  const ended = desk.delivery.end();
  desk.delivery.request();
  resolve(true);
  await ended;
  await desk.clock.advance(hour);
  expect([idsOf(desk), desk.marked, desk.clock.waiting]).toEqual([[[1]], [1], 0]);
});

test('nothing is marked any more where the desktop says nothing before the end', async () => {
  const desk = createDesk();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  desk.answer = () => promise;
  desk.due(1);
  await desk.clock.advance(2000);
  const ended = desk.delivery.end();
  await desk.clock.advance(1000);
  await ended;
  resolve(true);
  await desk.clock.advance(hour);
  expect([idsOf(desk), desk.marked, desk.changes, desk.clock.waiting]).toEqual([[[1]], [], 0, 0]);
});
