import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QuietHours } from '../../../shared/policy.ts';
import { isQuiet } from '../../../main/monitor/quiet.ts';

const zone = process.env['TZ'];
beforeAll(() => {
  process.env['TZ'] = 'Europe/Berlin';
});
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const all = [0, 1, 2, 3, 4, 5, 6];
const night: QuietHours = { enabled: true, days: all, from: '22:00', to: '07:00', tellAfterwards: true };
const quietAt = (quiet: QuietHours, instant: string): boolean => isQuiet(Date.parse(instant), quiet);

test.each([
  ['2026-03-10T21:59:59+01:00', false],
  ['2026-03-10T22:00:00+01:00', true],
  ['2026-03-11T00:00:00+01:00', true],
  ['2026-03-11T06:59:59+01:00', true],
  ['2026-03-11T07:00:00+01:00', false],
])('over midnight: %s %s', (instant, quiet) => {
  expect(quietAt(night, instant)).toBe(quiet);
  expect(quietAt({ ...night, enabled: false }, instant)).toBe(false);
});

test.each([
  // 13 March 2026 is a Friday.
  ['2026-03-13T23:00:00+01:00', true],
  ['2026-03-14T06:00:00+01:00', true],
  ['2026-03-14T23:00:00+01:00', false],
  ['2026-03-13T06:00:00+01:00', false],
])('a night belongs to the weekday on which it begins: %s %s', (instant, quiet) => {
  expect(quietAt({ ...night, days: [5] }, instant)).toBe(quiet);
});

test.each([
  ['2026-03-10T11:59:00+01:00', false],
  ['2026-03-10T12:00:00+01:00', true],
  ['2026-03-10T12:59:00+01:00', true],
  ['2026-03-10T13:00:00+01:00', false],
])('within a day: %s %s', (instant, quiet) => {
  expect(quietAt({ ...night, from: '12:00', to: '13:00' }, instant)).toBe(quiet);
});

test('from and to the same are a whole day', () => {
  const friday = { ...night, days: [5], from: '08:00', to: '08:00' };
  expect(quietAt(friday, '2026-03-13T07:59:00+01:00')).toBe(false);
  expect(quietAt(friday, '2026-03-13T08:00:00+01:00')).toBe(true);
  expect(quietAt(friday, '2026-03-14T07:59:00+01:00')).toBe(true);
  expect(quietAt(friday, '2026-03-14T08:00:00+01:00')).toBe(false);
});

test.each([
  // 29 March 2026: 02:00 becomes 03:00.
  ['2026-03-29T01:59:00+01:00', true],
  ['2026-03-29T03:00:00+02:00', true],
  ['2026-03-29T06:59:00+02:00', true],
  ['2026-03-29T07:00:00+02:00', false],
  // 25 October 2026: 03:00 becomes 02:00, the hour after two comes twice.
  ['2026-10-25T02:30:00+02:00', true],
  ['2026-10-25T02:30:00+01:00', true],
  ['2026-10-25T06:59:00+01:00', true],
  ['2026-10-25T07:00:00+01:00', false],
])('the clock on the wall decides through both changes of daylight saving time: %s %s', (instant, quiet) => {
  expect(quietAt(night, instant)).toBe(quiet);
});

test('quiet hours within the hour that comes twice are quiet twice, within the one that is skipped not at all', () => {
  const short = { ...night, from: '02:10', to: '02:40' };
  expect(quietAt(short, '2026-10-25T02:20:00+02:00')).toBe(true);
  expect(quietAt(short, '2026-10-25T02:50:00+02:00')).toBe(false);
  expect(quietAt(short, '2026-10-25T02:20:00+01:00')).toBe(true);
  const minutes = Array.from({ length: 24 * 60 }, (_, i) => Date.parse('2026-03-28T23:00:00Z') + i * 60_000);
  expect(minutes.filter((at) => isQuiet(at, short))).toEqual([]);
});
