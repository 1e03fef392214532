import { describe, expect, it } from 'vitest';
import { nextSort } from '../../../renderer/state/columns.ts';
import { keepNear, keepUnchanged, updateInPlace } from '../../../renderer/state/pages.ts';
import type { Pages } from '../../../renderer/state/pages.ts';
import { PointerRest } from '../../../renderer/state/rest.ts';
import { drawRows, pagesOf, placeRows, rowsInSight } from '../../../renderer/state/window.ts';
import type { JobRow } from '../../../shared/model.ts';
import { job } from './job.ts';

const row = (key: string, status = 'Finished'): JobRow => ({ ...job, key, status });
const keyOf = ({ key }: JobRow): string => key;
const shape = (pages: Pages<JobRow>) =>
  [...pages].map(([page, rows]) => [page, rows.map(({ key, status }) => key + status)]);

describe('rowsInSight', () => {
  const sight = { top: 320, height: 640, rowHeight: 32 };

  it('gives the rows in sight and some around them', () => {
    expect(rowsInSight(sight, 1000, 8)).toEqual({ start: 2, end: 38 });
  });

  it('stays within the list', () => {
    expect(rowsInSight({ ...sight, top: 0 }, 5, 8)).toEqual({ start: 0, end: 5 });
    expect(rowsInSight({ ...sight, top: 999_999 }, 5, 8)).toEqual({ start: 5, end: 5 });
    expect(rowsInSight(sight, 0, 8)).toEqual({ start: 0, end: 0 });
  });
});

describe('pagesOf', () => {
  it.each([
    [{ start: 0, end: 0 }, [0]],
    [{ start: 0, end: 100 }, [0]],
    [{ start: 0, end: 101 }, [0, 1]],
    [{ start: 199, end: 301 }, [1, 2, 3]],
  ])('%o are on pages %o', (rows, pages) => {
    expect(pagesOf(rows, 100)).toEqual(pages);
  });
});

describe('drawRows', () => {
  it('gives each row its job and a key of its own', () => {
    const jobs = [row('a'), row('b'), row('a')];
    expect(
      drawRows({ start: 1, end: 5 }, (index) => jobs[index], keyOf).map(({ index, key }) => [index, key]),
    ).toEqual([
      [1, 'b'],
      [2, 'a'],
      [3, 'at 3'],
      [4, 'at 4'],
    ]);
    expect(drawRows({ start: 0, end: 3 }, (index) => jobs[index], keyOf).map(({ key }) => key)).toEqual([
      'a',
      'b',
      'at 2',
    ]);
  });
});

describe('placeRows', () => {
  const before = new Map([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ]);

  it('leaves a row where it is and gives the places of those that went to those that come, in their order', () => {
    expect([...placeRows(before, ['c', 'd', 'e', 'f'], null)]).toEqual([
      ['c', 2],
      ['d', 0],
      ['e', 1],
      ['f', 3],
    ]);
  });

  it('fills all places anew in the same order where the list jumps, so that nothing moves in the document', () => {
    expect([...placeRows(before, ['x', 'y', 'z'], null).values()]).toEqual([0, 1, 2]);
  });

  it('gives nobody the place of the row that has the focus', () => {
    expect([...placeRows(before, ['c', 'd', 'e'], 'a').values()]).toEqual([2, 1, 3]);
  });
});

describe('PointerRest', () => {
  it('holds the order under a pointer until it has moved by more than a row', () => {
    const rest = new PointerRest();
    expect(rest.hold()).toBe(false);
    expect(rest.move(100, 100, 32)).toBe(false);
    expect(rest.move(100, 300, 32)).toBe(false);
    expect(rest.hold()).toBe(true);
    expect(rest.move(110, 320, 32)).toBe(false);
    expect(rest.move(100, 333, 32)).toBe(true);
    expect(rest.move(100, 400, 32)).toBe(false);
  });

  it('holds nothing once the pointer has left', () => {
    const rest = new PointerRest();
    rest.move(1, 1, 32);
    rest.leave();
    expect(rest.hold()).toBe(false);
  });
});

describe('updateInPlace', () => {
  it('takes new values without moving, losing or adding a row', () => {
    const old: Pages<JobRow> = new Map([
      [0, [row('a'), row('b')]],
      [1, [row('c')]],
    ]);
    const fresh: Pages<JobRow> = new Map([[0, [row('c', 'Failed'), row('new', 'Failed')]]]);
    expect(shape(updateInPlace(old, fresh, keyOf))).toEqual([
      [0, ['aFinished', 'bFinished']],
      [1, ['cFailed']],
    ]);
  });
});

describe('keepUnchanged', () => {
  it('keeps the object of a row of which nothing is new, wherever it stands now', () => {
    const [a, b] = [row('a'), row('b')];
    const fresh: Pages<JobRow> = new Map([[0, [row('b', 'Failed'), row('a'), row('c')]]]);
    const kept = keepUnchanged(new Map([[0, [a, b]]]), fresh, keyOf);
    expect(shape(kept)).toEqual(shape(fresh));
    expect(kept.get(0)![1]).toBe(a);
    expect(kept.get(0)![0]).not.toBe(b);
  });

  it('keeps the pages themselves where nothing is new, and where the same fresh rows come again', () => {
    const old: Pages<JobRow> = new Map([
      [0, [row('a'), row('b')]],
      [1, [row('c')]],
    ]);
    const fresh: Pages<JobRow> = new Map(
      [...old].map(([page, rows]) => [page, rows.map((one) => ({ ...one }))]),
    );
    expect(keepUnchanged(old, fresh, keyOf)).toBe(old);
    expect(keepUnchanged(old, new Map(fresh), keyOf)).toBe(old);
  });

  it.each<[string, Pages<JobRow>]>([
    ['another order', new Map([[0, [row('b'), row('a')]]])],
    ['a row less', new Map([[0, [row('a')]]])],
    ['a row more', new Map([[0, [row('a'), row('b'), row('c')]]])],
    ['another page', new Map([[1, [row('a'), row('b')]]])],
    [
      'a page more',
      new Map([
        [0, [row('a'), row('b')]],
        [1, [row('c')]],
      ]),
    ],
  ])('takes up %s', (_, fresh) => {
    expect(shape(keepUnchanged(new Map([[0, [row('a'), row('b')]]]), fresh, keyOf))).toEqual(shape(fresh));
  });
});

describe('keepNear', () => {
  it('drops the pages far from those in sight', () => {
    const pages: Pages<JobRow> = new Map([0, 1, 2, 3, 4, 5, 6].map((page) => [page, []]));
    expect([...keepNear(pages, [3, 4], 1).keys()]).toEqual([2, 3, 4, 5]);
  });
});

describe('nextSort', () => {
  it('turns the order of the same column round', () => {
    expect(nextSort({ column: 'start', descending: true }, 'start')).toEqual({
      column: 'start',
      descending: false,
    });
  });

  it('starts figures and times with the biggest, words with the first', () => {
    const from = { column: 'outcome', descending: false } as const;
    expect(nextSort(from, 'failed')).toEqual({ column: 'failed', descending: true });
    expect(nextSort(from, 'customer')).toEqual({ column: 'customer', descending: false });
  });
});
