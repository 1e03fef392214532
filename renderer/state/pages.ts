/** The pages of a list that are at hand, by their number. */
export type Pages<T> = ReadonlyMap<number, readonly T[]>;

export const noPages = <T>(): Pages<T> => new Map();

/** Pages that came together, in the order of their numbers. */
export const pagesFrom = <T>(numbers: readonly number[], rows: readonly (readonly T[])[]): Pages<T> =>
  new Map(numbers.map((number, place) => [number, rows[place] ?? []]));

/** Pages with more of them, or in the place of older ones. */
export const withPages = <T>(pages: Pages<T>, more: Pages<T>): Pages<T> => new Map([...pages, ...more]);

/** Old pages with the values of fresh ones, every row where it stood: nothing moves, everything is new. */
export function updateInPlace<T>(old: Pages<T>, fresh: Pages<T>, keyOf: (row: T) => string): Pages<T> {
  const byKey = new Map<string, T>();
  for (const rows of fresh.values()) for (const row of rows) byKey.set(keyOf(row), row);
  return new Map([...old].map(([page, rows]) => [page, rows.map((row) => byKey.get(keyOf(row)) ?? row)]));
}

/** For a row that was found to say the same as an older one, that one. */
const sameAs = new WeakMap<object, object>();

/** Whether nothing of a row has changed. A row that is the very object of before is not compared twice. */
function isUnchanged(old: object, fresh: object): boolean {
  if (old === fresh || sameAs.get(fresh) === old) return true;
  const isSame = JSON.stringify(old) === JSON.stringify(fresh);
  if (isSame) sameAs.set(fresh, old);
  return isSame;
}

/**
 * Fresh pages with the very object of an old row where nothing of it has changed, and the old pages themselves where
 * nothing has changed at all: there is nothing to draw anew then.
 */
export function keepUnchanged<T extends object>(
  old: Pages<T>,
  fresh: Pages<T>,
  keyOf: (row: T) => string,
): Pages<T> {
  const byKey = new Map<string, T>();
  for (const rows of old.values()) for (const row of rows) byKey.set(keyOf(row), row);
  const kept = (row: T): T => {
    const known = byKey.get(keyOf(row));
    return known !== undefined && isUnchanged(known, row) ? known : row;
  };
  const pages = new Map([...fresh].map(([page, rows]) => [page, rows.map(kept)]));
  return isSamePages(old, pages) ? old : pages;
}

function isSamePages<T>(old: Pages<T>, fresh: Pages<T>): boolean {
  const isSame = ([page, rows]: [number, readonly T[]]): boolean => {
    const before = old.get(page);
    return before?.length === rows.length && rows.every((row, index) => row === before[index]);
  };
  return old.size === fresh.size && [...fresh].every(isSame);
}

/** The pages not further than `distance` from those in sight: the window never holds a whole long list. */
export function keepNear<T>(pages: Pages<T>, inSight: readonly number[], distance: number): Pages<T> {
  const first = (inSight[0] ?? 0) - distance;
  const last = (inSight.at(-1) ?? 0) + distance;
  return new Map([...pages].filter(([page]) => page >= first && page <= last));
}

/** Rows of pages that came one after the other: what has moved from one to the next stands once. */
export function withoutRepeats<T extends { id: number }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
