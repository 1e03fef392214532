import { expect, test } from 'vitest';
import { nextPoll, nextRetry, placesIn } from '../../../main/monitor/schedule.ts';
import { minute } from './help.ts';

const interval = 5 * minute;
const ids = Array.from({ length: 500 }, (_, i) => `customer-${i}`);

const places = placesIn(interval, ids.length, 6);

test('customers are spread over the interval', () => {
  const tenths = new Map<number, number>();
  for (const id of ids) {
    const tenth = Math.floor(((nextPoll(id, 0, interval, places) % interval) / interval) * 10);
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1);
  }
  expect(tenths.size).toBe(10);
  expect(Math.max(...tenths.values())).toBeLessThan(100);
  expect(Math.min(...tenths.values())).toBeGreaterThan(20);
});

test('a customer keeps its place, whatever its polls take', () => {
  for (const id of ids.slice(0, 50)) {
    let at = nextPoll(id, 123, interval, places);
    for (let i = 0; i < 20; i += 1) {
      const next = nextPoll(id, at + (i % 4) * 1000, interval, places);
      expect(next - at).toBeCloseTo(interval, 3);
      at = next;
    }
  }
});

test('the next poll is never sooner than a tenth of the interval, and never later than it and that tenth', () => {
  for (const id of ids) {
    const wait = nextPoll(id, 98_765, interval, places) - 98_765;
    expect(wait).toBeGreaterThanOrEqual(interval * 0.1 - 0.01);
    expect(wait).toBeLessThanOrEqual(interval * 1.1 + 0.01);
  }
});

test('they share places, some few at each, and nobody waits ten seconds for company', () => {
  for (const count of [1, 20, 500, 5000]) {
    const inInterval = placesIn(interval, count, 6);
    expect(count / inInterval).toBeLessThanOrEqual(6);
    expect(interval / inInterval).toBeLessThanOrEqual(10_000);
  }
  const moments = Map.groupBy(ids, (id) => Math.round(nextPoll(id, 0, interval, places)));
  expect(moments.size).toBeLessThanOrEqual(places);
  expect(Math.max(...[...moments.values()].map(({ length }) => length))).toBeLessThan(20);
});

test('who is polled twice in an interval keeps to the same moments', () => {
  const step = interval / places;
  for (const id of ids.slice(0, 50)) {
    const due = nextPoll(id, 4321, interval / 2, places / 2);
    expect(Math.abs(due / step - Math.round(due / step))).toBeLessThan(1e-6);
  }
});

test('retries back off, and stay within 15 minutes', () => {
  for (let failures = 1; failures < 200; failures += 1) {
    const ceiling = Math.min(minute * 2 ** (failures - 1), 15 * minute);
    expect(nextRetry(failures, 1000, () => 0)).toBeCloseTo(1000 + ceiling / 10);
    expect(nextRetry(failures, 1000, () => 0.999)).toBeLessThanOrEqual(1000 + ceiling);
    expect(nextRetry(failures, 1000, () => 0.5)).toBe(1000 + ceiling / 2);
  }
});
