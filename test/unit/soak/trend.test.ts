import { describe, expect, it } from 'vitest';
import { random } from '../../../simulator/random.ts';
import { fitLine, trendOf } from '../../soak/trend.ts';
import type { Point } from '../../soak/trend.ts';

/** An hour, a sample a minute. */
const hour = (valueAt: (minute: number, noise: number) => number): Point[] => {
  const { next } = random('trend');
  return Array.from({ length: 60 }, (_, minute) => ({
    at: minute * 60,
    value: valueAt(minute, next() - 0.5),
  }));
};

it('fits a line', () => {
  expect(fitLine(hour((minute) => 5 + minute * 6))).toEqual({
    slope: expect.closeTo(0.1, 9) as number,
    error: expect.closeTo(0, 9) as number,
  });
});

describe('of 300 MB that may grow by 15', () => {
  it.each<[string, boolean, Point[]]>([
    [
      'a leak of 1 MB a minute under noise of 10 MB',
      true,
      hour((minute, noise) => 300 + minute + 10 * noise),
    ],
    [
      'a leak of 1 MB a minute with a collection every ten',
      true,
      hour((minute, noise) => 300 + minute + 3 * noise - (minute % 10)),
    ],
    ['nothing but noise of 60 MB', false, hour((_, noise) => 300 + 60 * noise)],
    [
      'caches that fill in the first half',
      false,
      hour((minute, noise) => 300 + 3 * Math.min(minute, 28) + 5 * noise),
    ],
    ['saw teeth', false, hour((minute) => 300 + (minute % 7) * 8)],
    ['a growth that is allowed', false, hour((minute, noise) => 300 + minute * 0.2 + noise)],
    ['what shrinks', false, hour((minute) => 400 - minute)],
    [
      'two samples',
      false,
      [
        { at: 0, value: 1 },
        { at: 60, value: 1000 },
      ],
    ],
    ['no sample', false, []],
  ])('%s: %s', (_, grows, points) => {
    expect(trendOf(points, 15).grows).toBe(grows);
  });
});
