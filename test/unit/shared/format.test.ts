import { describe, expect, it } from 'vitest';
import {
  bytes,
  count,
  duration,
  exactTime,
  middleTruncate,
  plural,
  recentTime,
  relativeTime,
  utcTime,
  recentDay,
  recentWeekday,
  weekdayName,
} from '../../../shared/format.ts';

const berlin = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const at = Date.UTC(2026, 2, 14, 14, 5, 10);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('relativeTime', () => {
  it.each([
    [0, 'just now'],
    [59_999, 'just now'],
    [minute, '1 min ago'],
    [12 * minute + 40_000, '12 min ago'],
    [hour - 1, '59 min ago'],
    [hour, '1 h ago'],
    [day - 1, '23 h ago'],
    [day, '1 day ago'],
    [13 * day, '13 days ago'],
    [14 * day, '14 Mar 2026'],
    [-20_000, 'just now'],
    [-5 * minute, 'in 5 min'],
  ])('%d ms later reads as "%s"', (passed, words) => {
    expect(relativeTime(at, at + passed, berlin)).toBe(words);
  });
});

describe('exactTime', () => {
  it('gives local and UTC time', () => {
    expect(exactTime(at, berlin)).toBe('14 Mar 2026, 15:05:10 (14:05:10 UTC)');
  });

  it('gives the UTC date where it differs from the local one', () => {
    expect(utcTime(Date.UTC(2026, 2, 14, 23, 30, 0), berlin)).toBe('14 Mar 2026, 23:30:00 UTC');
  });
});

describe('recentTime', () => {
  it('tells day and minute, and leaves the year out', () => {
    expect(recentTime(at, berlin)).toBe('14 Mar, 15:05');
  });

  it('tells the day alone, with its weekday, and the weekday alone', () => {
    expect(recentDay(at, berlin)).toBe('14 Mar');
    expect(recentWeekday(at, berlin)).toBe('Sat 14 Mar');
    expect(weekdayName(at, 'long', berlin)).toBe('Saturday');
  });
});

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [900, '0 s'],
    [2_000, '2 s'],
    [153_000, '2 min 33 s'],
    [hour - 1, '59 min 59 s'],
    [hour, '1 h'],
    [hour + 13 * minute + 30_000, '1 h 13 min'],
    [hour + 30_000, '1 h'],
    [40 * hour + 44_000, '1 d 16 h'],
  ])('%d ms reads as "%s"', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});

describe('bytes', () => {
  const gb = 1024 ** 3;
  it.each([
    [0, '0 GB'],
    [0.01 * gb, '< 0.1 GB'],
    [0.05 * gb, '0.1 GB'],
    [1.24 * gb, '1.2 GB'],
    [1044 * gb, '1,044.0 GB'],
  ])('%d bytes read as "%s"', (size, words) => {
    expect(bytes(size, berlin)).toBe(words);
  });
});

describe('count and plural', () => {
  it('separates thousands as the locale does', () => {
    expect(count(2430, { locale: 'en-US' })).toBe('2,430');
    expect(count(2430, { locale: 'de-DE' })).toBe('2.430');
  });

  it('takes the noun that belongs to the figure', () => {
    expect(plural(1, 'job', 'jobs', berlin)).toBe('1 job');
    expect(plural(0, 'job', 'jobs', berlin)).toBe('0 jobs');
    expect(plural(100_000, 'job', 'jobs', berlin)).toBe('100,000 jobs');
  });
});

describe('middleTruncate', () => {
  it('leaves what fits as it is', () => {
    expect(middleTruncate('Contoso', 7)).toBe('Contoso');
  });

  it('keeps beginning and end, and the length asked for', () => {
    expect(middleTruncate('Contoso Holdings (Northern Europe)', 15)).toBe('Contoso…Europe)');
    expect(middleTruncate('Contoso Holdings (Northern Europe)', 15)).toHaveLength(15);
  });

  it('cuts no character in two', () => {
    expect(middleTruncate('🟥🟧🟨🟩🟦', 3)).toBe('🟥…🟦');
  });
});
