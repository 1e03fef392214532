import { expect, test } from 'vitest';
import { createPace } from '../../../main/avepoint/pace.ts';
import type { Load, Pace } from '../../../main/avepoint/pace.ts';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import type { Exchange } from '../../../main/avepoint/http.ts';
import { retryAfterMs } from '../../../main/avepoint/retry-after.ts';
import { problem } from '../../../shared/problem.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { handClock, settle } from './hand-clock.ts';
import type { HandClock } from './hand-clock.ts';
import { failureOf, never, problemOf } from './help.ts';

const answer = (status: number, headers: Record<string, string> = {}): Exchange => ({
  status,
  headers: new Headers(headers),
  text: '',
  requestId: null,
});

function start(load: Partial<Load> = {}): { clock: HandClock; pace: Pace } {
  const clock = handClock();
  const full = { parallel: 16, perSecond: 1000, ...load };
  return { clock, pace: createPace({ clock, load: full, random: () => 0.5 }) };
}

const say =
  (status: number, headers: Record<string, string> = {}) =>
  async (): Promise<Exchange> =>
    answer(status, headers);

const fail = (code: ProblemCode) => async (): Promise<Exchange> => {
  throw new ServiceFailure(problem(code));
};

const statusOf = async (pace: Pace, status: number, headers = {}): Promise<number> =>
  (await pace.send(say(status, headers), never)).status;

test('no more requests at once than allowed, in the order of asking', async () => {
  const { pace } = start({ parallel: 3 });
  const ends: (() => void)[] = [];
  const began: number[] = [];
  const all = Array.from({ length: 7 }, (_, index) =>
    pace.send(() => {
      began.push(index);
      return new Promise((resolve) => ends.push(() => resolve(answer(200))));
    }, never),
  );
  await settle();
  expect(began).toEqual([0, 1, 2]);
  while (ends.length > 0) {
    ends.shift()?.();
    await settle();
  }
  await Promise.all(all);
  expect(began).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('who gives up waiting leaves the slot to the next', async () => {
  const { pace } = start({ parallel: 1 });
  const first = Promise.withResolvers<Exchange>();
  const one = pace.send(() => first.promise, never);
  const impatient = new AbortController();
  const two = problemOf(pace.send(say(200), impatient.signal));
  const three = pace.send(say(200), never);
  await settle();
  impatient.abort();
  expect(await two).toMatchObject({ code: 'canceled' });
  first.resolve(answer(200));
  expect([(await one).status, (await three).status]).toEqual([200, 200]);
});

test('so many requests a second, and as many at once at the start', async () => {
  const { pace, clock } = start({ perSecond: 5 });
  let sent = 0;
  const all = Array.from({ length: 12 }, () =>
    pace.send(async () => {
      sent += 1;
      return answer(200);
    }, never),
  );
  await settle();
  expect(sent).toBe(5);
  await clock.advance(1000);
  expect(sent).toBe(10);
  await clock.advance(400);
  await Promise.all(all);
  expect(sent).toBe(12);
});

test('less than one request a second', async () => {
  const { pace, clock } = start({ perSecond: 0.5 });
  await statusOf(pace, 200);
  let sent = false;
  const second = statusOf(pace, 200).then(() => (sent = true));
  await clock.advance(1900);
  expect(sent).toBe(false);
  await clock.advance(100);
  await second;
});

test('what is given up while waiting costs nothing', async () => {
  const { pace, clock } = start({ perSecond: 1 });
  await statusOf(pace, 200);
  for (let round = 0; round < 20; round += 1) {
    const impatient = new AbortController();
    const sent = problemOf(pace.send(say(200), impatient.signal));
    await settle();
    impatient.abort();
    expect(await sent).toMatchObject({ code: 'canceled' });
  }
  expect(clock.waiting).toBe(0);
  const next = statusOf(pace, 200);
  await clock.advance(1000);
  expect(await next).toBe(200);
});

test('a short Retry-After is waited for, by every request of the host', async () => {
  const { pace, clock } = start();
  expect(await statusOf(pace, 429, { 'retry-after': '3' })).toBe(429);
  let sent = 0;
  const all = [1, 2].map(() => statusOf(pace, 200).then(() => (sent += 1)));
  await clock.advance(2999);
  expect(sent).toBe(0);
  await clock.advance(1);
  await Promise.all(all);
});

test('a request that waits for its turn heeds a pause that begins meanwhile', async () => {
  const { pace, clock } = start({ perSecond: 1 });
  const first = Promise.withResolvers<Exchange>();
  const one = pace.send(() => first.promise, never);
  const two = failureOf(pace.send(say(200), never));
  await clock.advance(500);
  first.resolve(answer(503, { 'retry-after': '120' }));
  await one;
  await clock.advance(500);
  const failure = await two;
  expect(failure.problem).toMatchObject({ code: 'serviceUnavailable', status: 503 });
  expect(failure.retryAt).toBe(clock.now() - 500 + 120_000);
});

test('a long Retry-After is an answer of its own, and asking by hand does not shorten it', async () => {
  const { pace, clock } = start();
  const until = clock.now() + 3_600_000;
  await statusOf(pace, 429, { 'retry-after': new Date(until).toUTCString() });
  expect(pace.blockedUntil()).toBe(until);
  pace.retry();
  const failure = await failureOf(pace.send(say(200), never));
  expect(failure.problem).toMatchObject({ code: 'rateLimited', status: 429 });
  expect(failure.retryAt).toBe(until);
  await clock.advance(3_600_000);
  expect(pace.blockedUntil()).toBeNull();
  expect(await statusOf(pace, 200)).toBe(200);
});

test('a Retry-After of years is kept to a day', async () => {
  const { pace, clock } = start();
  await statusOf(pace, 503, { 'retry-after': '999999999' });
  expect(pace.blockedUntil()).toBe(clock.now() + 86_400_000);
});

test('429 without Retry-After: longer each time, once for all requests that were under way', async () => {
  const { pace, clock } = start();
  const waits: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    await Promise.all([1, 2, 3, 4].map(() => statusOf(pace, 429)));
    const wait = (pace.blockedUntil() ?? 0) - clock.now();
    waits.push(wait);
    await clock.advance(wait + 1);
  }
  expect(waits.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 16_000]);
  expect(waits.at(-1)).toBe(450_000);
  expect(await statusOf(pace, 200)).toBe(200);
  await clock.advance(1);
  await statusOf(pace, 429);
  expect((pace.blockedUntil() ?? 0) - clock.now()).toBe(1000);
});

test('back-off reaches fifteen minutes and no further', async () => {
  const clock = handClock();
  const pace = createPace({ clock, load: { parallel: 1, perSecond: 1000 }, random: () => 0.999_999 });
  for (let round = 0; round < 30; round += 1) {
    await statusOf(pace, 429);
    const wait = (pace.blockedUntil() ?? 0) - clock.now();
    expect(wait).toBeLessThanOrEqual(900_000);
    if (round > 12) expect(wait).toBeGreaterThan(890_000);
    await clock.advance(wait + 1);
  }
});

test('the circuit opens after eight failures, lets one request through at a time, and closes again', async () => {
  const { pace, clock } = start();
  for (let index = 0; index < 8; index += 1) {
    expect(pace.blockedUntil()).toBeNull();
    await statusOf(pace, 500);
  }
  expect(pace.blockedUntil()).toBe(clock.now() + 1000);
  await clock.advance(1001);
  const held = Promise.withResolvers<Exchange>();
  const probe = pace.send(() => held.promise, never);
  await settle();
  const other = await failureOf(pace.send(say(200), never));
  expect(other.problem).toMatchObject({ code: 'serviceUnavailable', status: 500 });
  expect(other.retryAt).toBe(clock.now() + 5000);
  held.resolve(answer(500));
  await probe;
  expect(pace.blockedUntil()).toBe(clock.now() + 2000);
  await clock.advance(2001);
  expect(await statusOf(pace, 200)).toBe(200);
  expect(await Promise.all([1, 2, 3].map(() => statusOf(pace, 200)))).toEqual([200, 200, 200]);
});

test('an answer that is no failure of the host keeps the circuit closed', async () => {
  const { pace } = start();
  for (let round = 0; round < 5; round += 1) {
    for (let index = 0; index < 7; index += 1) await statusOf(pace, 503);
    await statusOf(pace, 404);
  }
  expect(pace.blockedUntil()).toBeNull();
});

test('what was under way when the circuit opened does not lengthen the pause', async () => {
  const { pace, clock } = start();
  const all = Array.from({ length: 16 }, () => pace.send(fail('connectionFailed'), never).catch(() => null));
  await Promise.all(all);
  expect(pace.blockedUntil()).toBe(clock.now() + 1000);
});

test.each<[ProblemCode, number | null]>([
  ['connectionFailed', 450_000],
  ['timedOut', 450_000],
  ['tlsUntrusted', 450_000],
  ['offline', 30_000],
  ['hostNotFound', 30_000],
  ['canceled', null],
  ['notUnderstood', null],
])('%s again and again: the pause grows to %s ms', async (code, expected) => {
  const { pace, clock } = start();
  let wait: number | null = null;
  for (let round = 0; round < 30; round += 1) {
    await pace.send(fail(code), never).catch(() => null);
    const until = pace.blockedUntil();
    wait = until === null ? null : until - clock.now();
    await clock.advance((wait ?? 0) + 1);
  }
  expect(wait).toBe(expected);
});

test('asking by hand ends a pause of our own', async () => {
  const { pace } = start();
  for (let index = 0; index < 8; index += 1) await statusOf(pace, 500);
  expect(pace.blockedUntil()).not.toBeNull();
  pace.retry();
  expect(pace.blockedUntil()).toBeNull();
  expect(await statusOf(pace, 200)).toBe(200);
});

test('a request that throws what it should not does not hold the circuit', async () => {
  const { pace, clock } = start({ parallel: 1 });
  for (let index = 0; index < 8; index += 1) await statusOf(pace, 500);
  await clock.advance(1001);
  await expect(pace.send(() => Promise.reject(new Error('bug')), never)).rejects.toThrow('bug');
  expect(await statusOf(pace, 200)).toBe(200);
});

const now = Date.UTC(2026, 2, 14, 15);

test.each<[string | null, string | null, number | null]>([
  ['3', null, 3000],
  [' 120 ', null, 120_000],
  ['1.5', null, 1500],
  ['0', null, null],
  ['-1', null, null],
  ['Sat, 14 Mar 2026 15:00:30 GMT', null, 30_000],
  ['Sat, 14 Mar 2026 14:59:00 GMT', null, null],
  // The service's clock is ten minutes behind ours: by ours the moment would be over.
  ['Sat, 14 Mar 2026 14:50:30 GMT', 'Sat, 14 Mar 2026 14:50:00 GMT', 30_000],
  ['Sat, 14 Mar 2026 15:00:30 GMT', 'nonsense', 30_000],
  ['soon', null, null],
  ['2026', null, 2_026_000],
  ['', null, null],
  [null, null, null],
])('Retry-After: %s, Date: %s asks for %s ms', (retryAfter, date, expected) => {
  const headers = new Headers();
  if (retryAfter !== null) headers.set('retry-after', retryAfter);
  if (date !== null) headers.set('date', date);
  expect(retryAfterMs(headers, now)).toBe(expected);
});
