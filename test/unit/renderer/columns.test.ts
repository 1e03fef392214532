import { describe, expect, it } from 'vitest';
import {
  columns,
  columnOf,
  gridTemplate,
  leastWidth,
  moved,
  resized,
  shownColumns,
  toggled,
} from '../../../renderer/state/columns.ts';
import { columnChoiceSchema } from '../../../shared/list-settings.ts';
import type { ColumnChoice } from '../../../shared/list-settings.ts';
import { jobColumnSchema } from '../../../shared/query.ts';

const own: ColumnChoice[] = [
  { column: 'customer', width: null },
  { column: 'runId', width: 200 },
  { column: 'size', width: null },
];
const names = (shown: readonly ColumnChoice[]): string[] => shown.map(({ column }) => column);

describe('the columns', () => {
  it('are all that jobs can be sorted by', () => {
    expect(columns.map(({ column }) => column).toSorted()).toEqual(jobColumnSchema.options.toSorted());
  });

  it('are fewer where there is less room, unless the person has chosen them', () => {
    expect(names(shownColumns(null, 1300))).toContain('service');
    expect(names(shownColumns(null, 700))).not.toContain('service');
    expect(shownColumns(own, 700)).toBe(own);
  });

  it('fit into what they need at least', () => {
    for (const width of [700, 980, 1240])
      expect(leastWidth(shownColumns(null, width))).toBeLessThanOrEqual(width);
  });

  it('make a grid that leaves no room over', () => {
    expect(gridTemplate(own)).toBe('minmax(110px, 1.6fr) 200px 80px');
    expect(gridTemplate(own.slice(1))).toBe('200px 80px minmax(0, 1fr)');
    expect(leastWidth(own)).toBe(110 + 200 + columnOf('size').least + 2 * 12 + 2 * 16);
  });

  it('can be made wider within bounds, and left to themselves again', () => {
    expect(resized(own, 'size', 90.4)[2]).toEqual({ column: 'size', width: 90 });
    expect(resized(own, 'runId', null)[1]).toEqual({ column: 'runId', width: null });
    for (const width of [-5, 5, 99_999]) {
      const [, , size] = resized(own, 'size', width);
      expect(columnChoiceSchema.safeParse(size).success).toBe(true);
    }
  });

  it('can be put in, taken out but for the last, and moved as far as there are places', () => {
    expect(names(toggled(own, 'end'))).toEqual(['customer', 'runId', 'size', 'end']);
    expect(names(toggled(own, 'runId'))).toEqual(['customer', 'size']);
    expect(names(toggled(own.slice(0, 1), 'customer'))).toEqual(['customer']);
    expect(names(moved(own, 'size', -1))).toEqual(['customer', 'size', 'runId']);
    expect(names(moved(own, 'customer', 9))).toEqual(['runId', 'size', 'customer']);
    expect(names(moved(own, 'customer', -1))).toEqual(names(own));
    expect(names(moved(own, 'end', 1))).toEqual(names(own));
  });
});
