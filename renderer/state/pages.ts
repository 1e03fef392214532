import type { JobRow } from '../../shared/model.ts';

/** The pages of a list that are at hand, by their number. */
export type Pages = ReadonlyMap<number, readonly JobRow[]>;

/** Old pages with the values of fresh ones, every row where it stood: nothing moves, everything is new. */
export function updateInPlace(old: Pages, fresh: Pages): Pages {
  const byKey = new Map<string, JobRow>();
  for (const rows of fresh.values()) for (const row of rows) byKey.set(row.key, row);
  return new Map([...old].map(([page, rows]) => [page, rows.map((row) => byKey.get(row.key) ?? row)]));
}

/** The pages not further than `distance` from those in sight: the window never holds a whole long list. */
export function keepNear(pages: Pages, inSight: readonly number[], distance: number): Pages {
  const first = (inSight[0] ?? 0) - distance;
  const last = (inSight.at(-1) ?? 0) + distance;
  return new Map([...pages].filter(([page]) => page >= first && page <= last));
}

/** Rows of pages that came one after the other: what has moved from one to the next stands once. */
export function withoutRepeats<T extends { id: number }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
