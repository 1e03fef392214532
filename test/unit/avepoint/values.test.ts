import { expect, test } from 'vitest';
import { parseTime } from '../../../main/avepoint/time.ts';
import { parseCount, parseDuration, parseSize, reading, textOf } from '../../../main/avepoint/values.ts';

const utc = Date.UTC;

test.each<[string, number | null]>([
  ['2025-12-12T14:15:32Z', utc(2025, 11, 12, 14, 15, 32)],
  ['2025-12-12t14:15:32z', utc(2025, 11, 12, 14, 15, 32)],
  ['2025-12-12T14:15:32', utc(2025, 11, 12, 14, 15, 32)],
  ['2025-12-12 14:15', utc(2025, 11, 12, 14, 15)],
  ['2025-12-12', utc(2025, 11, 12)],
  ['2025-12-12T14:15:32.6017245Z', utc(2025, 11, 12, 14, 15, 32, 601)],
  ['2025-12-12T14:15:32.5Z', utc(2025, 11, 12, 14, 15, 32, 500)],
  ['2025-12-12T14:15:32,999999999Z', utc(2025, 11, 12, 14, 15, 32, 999)],
  ['2025-12-12T14:15:32+02:00', utc(2025, 11, 12, 12, 15, 32)],
  ['2025-12-12T14:15:32.1234567-05:30', utc(2025, 11, 12, 19, 45, 32, 123)],
  ['2025-12-12T14:15:32+0200', utc(2025, 11, 12, 12, 15, 32)],
  ['2025-12-12T14:15:32-05', utc(2025, 11, 12, 19, 15, 32)],
  ['2024-02-29T00:00:00Z', utc(2024, 1, 29)],
  ['08/03/2024 00:03:54', utc(2024, 7, 3, 0, 3, 54)],
  ['8/3/2024 12:03:54 AM', utc(2024, 7, 3, 0, 3, 54)],
  ['8/3/2024 12:03:54 PM', utc(2024, 7, 3, 12, 3, 54)],
  ['8/3/2024, 1:03 pm', utc(2024, 7, 3, 13, 3)],
  ['12/29/2026', utc(2026, 11, 29)],
  ['03-14-2026T12:00:00Z', utc(2026, 2, 14, 12)],
  ['03-14-2026 12:00:00 +01:00', utc(2026, 2, 14, 11)],
  ['29/12/2026', null],
  ['2025-02-29T00:00:00Z', null],
  ['2025-13-01T00:00:00Z', null],
  ['2025-12-12T24:00:00Z', null],
  ['2025-12-12T14:60:00Z', null],
  ['2025-12-12T14:15:32+99:00', null],
  ['13:00 PM 8/3/2024', null],
  ['8/3/2024 13:00 PM', null],
  ['0001-01-01T00:00:00Z', null],
  ['1765548932', null],
  ['yesterday', null],
  ['N/A', null],
  ['', null],
])('the time %s is %s', (text, expected) => {
  expect(parseTime(text)).toBe(expected);
});

test('every millisecond is kept as it came', () => {
  for (let ms = 0; ms < 1000; ms += 1) {
    const text = new Date(utc(2026, 0, 5, 8, 0, 0, ms)).toISOString();
    expect(parseTime(text)).toBe(Date.parse(text));
  }
});

const s = 1000;
const min = 60 * s;
const h = 60 * min;

test.each<[string, number | null]>([
  ['0 S', 0],
  ['2s', 2 * s],
  ['2.5s', 2.5 * s],
  ['2m33s', 2 * min + 33 * s],
  ['17m39s', 17 * min + 39 * s],
  ['1h13m30s', h + 13 * min + 30 * s],
  ['1H 13M 30S', h + 13 * min + 30 * s],
  ['1d 2h', 26 * h],
  ['00:04:01', 4 * min + s],
  ['26:00:00', 26 * h],
  ['1.16:00:44', 40 * h + 44 * s],
  ['00:00:01.5000000', 1.5 * s],
  ['00:99:00', null],
  ['00:04', null],
  ['33', null],
  ['2m33', null],
  ['m', null],
  ['-2s', null],
  ['soon', null],
])('the duration %s is %s ms', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each<[string, number | null]>([
  ['0 GB', 0],
  ['0.01 GB', Math.round(0.01 * 1024 ** 3)],
  ['1044 GB', 1044 * 1024 ** 3],
  ['1,044.5 GB', 1044.5 * 1024 ** 3],
  ['12 B', 12],
  ['1 byte', 1],
  ['3KB', 3072],
  ['7.5 mb', 7.5 * 1024 ** 2],
  ['2 TB', 2 * 1024 ** 4],
  ['2 TiB', 2 * 1024 ** 4],
  ['1 PB', 1024 ** 5],
  ['0', 0],
  // Without a unit nobody knows how much it is, and a decimal comma is no separator of thousands.
  ['1044', null],
  ['0,01 GB', null],
  ['5 constructor', null],
  ['-1 GB', null],
  ['9000 PB', null],
  ['many', null],
])('the size %s is %s bytes', (text, expected) => {
  expect(parseSize(text)).toBe(expected);
});

test.each<[string, number | null]>([
  ['0', 0],
  ['2323', 2323],
  ['2,323', 2323],
  ['2323.0', 2323],
  ['1,2', null],
  ['2.5', null],
  ['-1', null],
  ['1e3', null],
  ['99999999999999999', null],
  ['', null],
])('the count %s is %s', (text, expected) => {
  expect(parseCount(text)).toBe(expected);
});

test.each<[unknown, string | null, number | null]>([
  ['7', '7', 7],
  [7, '7', 7],
  [0, '0', 0],
  ['N/A', 'N/A', null],
  ['n/a', 'n/a', null],
  [' 7 ', '7', 7],
  ['', null, null],
  ['  ', null, null],
  [null, null, null],
  [undefined, null, null],
  [true, 'true', null],
  [{ count: 7 }, '{"count":7}', null],
  ['seven', 'seven', null],
])('a count field with %j reads as %j and %j', (value, text, count) => {
  expect(reading(value, parseCount)).toEqual({ text, value: count });
});

test('a text is kept, but not without end and never lost for its depth', () => {
  expect(textOf('NA')).toBe('NA');
  expect(textOf('x'.repeat(5000))).toHaveLength(2001);
  const deep: unknown = JSON.parse('[{"1":'.repeat(100_000) + '0' + '}]'.repeat(100_000));
  expect(textOf(deep)).toContain('nested too deeply');
});
