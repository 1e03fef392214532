import { describe, expect, it } from 'vitest';
import {
  chartWords,
  emptyWords,
  pointsOf,
  pointWords,
  unitOf,
  valueOf,
} from '../../../renderer/state/series.ts';
import type { RunRow } from '../../../shared/alert.ts';

const place = { locale: 'en-GB', timeZone: 'UTC' };
const minute = 60_000;
const hour = 60 * minute;
const gigabyte = 1024 ** 3;

const run = (more: Partial<RunRow>): RunRow => ({
  runKey: 'r1',
  outcome: 'success',
  status: 'Finished',
  start: 0,
  end: null,
  duration: minute,
  size: gigabyte,
  total: 10,
  failed: 0,
  firstSeenAt: 0,
  told: null,
  ...more,
});

describe('pointsOf', () => {
  it('turns the newest-first history into a line from old to new', () => {
    const points = pointsOf([
      run({ runKey: 'c', start: 30 }),
      run({ runKey: 'b', start: 20 }),
      run({ runKey: 'a', start: 10 }),
    ]);
    expect(points.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  it('leaves out what has not come to an end, since its figures still grow', () => {
    const outcomes = ['running', 'idle', 'failure', 'neutral', 'unknown'] as const;
    const points = pointsOf(outcomes.map((outcome) => run({ outcome })));
    expect(points.map(({ outcome }) => outcome)).toEqual(['failure', 'neutral', 'unknown']);
  });

  it('takes the time at which a run was first seen where AvePoint sent no start', () => {
    expect(pointsOf([run({ start: null, firstSeenAt: 70 })])[0]?.at).toBe(70);
  });
});

describe('what a chart says of a run', () => {
  const [point] = pointsOf([run({ total: 1200, failed: 3, duration: 73 * minute, size: 2.5 * gigabyte })]);
  if (point === undefined) throw new Error('The run has come to an end.');

  it('has the unit of its measure', () => {
    expect(pointWords(point, 'duration', place)).toBe('1 h 13 min');
    expect(pointWords(point, 'size', place)).toBe('2.5 GB');
    expect(pointWords(point, 'objects', place)).toBe('3 of 1,200 failed');
    expect(pointWords({ ...point, failed: null }, 'objects', place)).toBe('1,200 objects');
    expect(pointWords({ ...point, total: 1, failed: 0 }, 'objects', place)).toBe('1 object');
  });

  it('is nothing where AvePoint sent no value', () => {
    expect(pointWords({ ...point, duration: null }, 'duration', place)).toBeNull();
    expect(valueOf({ ...point, total: null }, 'objects')).toBeNull();
  });
});

describe('chartWords', () => {
  it('tells the range and the last run to who cannot see the line', () => {
    const points = pointsOf(
      [31, 60, 2].map((minutes, index) => run({ start: -index, duration: minutes * minute })),
    );
    expect(chartWords(points, 'duration', place)).toBe('Duration of 3 runs: 2 min to 1 h, last 31 min');
  });

  it('counts only runs that have the value, and names an unchanging one once', () => {
    const points = pointsOf([
      run({ start: 1, total: null }),
      run({ start: 0, total: 7 }),
      run({ start: 2, total: 7 }),
    ]);
    expect(chartWords(points, 'objects', place)).toBe('Objects of 2 runs: 7, last 7 objects');
  });
});

describe('emptyWords', () => {
  const of = (...sizes: (number | null)[]): string | null =>
    emptyWords(pointsOf(sizes.map((size, index) => run({ start: index, size }))), 'size');

  it('is silent as soon as two values make a line', () => {
    expect(of(1, 2)).toBeNull();
    expect(of(0, 0, 1)).toBeNull();
  });

  it('says whether values are lacking, or one is not enough', () => {
    expect(of(null, null)).toBe('AvePoint has sent no such value yet.');
    expect(of(null, 3)).toBe('A chart needs two runs; Jobwatch has seen one.');
  });

  it('draws no line along zero for a service that never sends a size', () => {
    expect(of(0, 0, 0)).toContain('0 GB for every run');
    expect(emptyWords(pointsOf([run({ total: 0 }), run({ total: 0 })]), 'objects')).toBeNull();
  });
});

describe('unitOf', () => {
  it.each([
    ['duration', 90_000, 's'],
    ['duration', 3 * minute, 'min'],
    ['duration', 3 * hour - 1, 'min'],
    ['duration', 3 * hour, 'h'],
    ['size', 5 * gigabyte, 'GB'],
    ['objects', 12, null],
  ] as const)('counts a %s of at most %d in %s', (measure, most, name) => {
    expect(unitOf(measure, most).name).toBe(name);
  });
});
