/** Rows of a long list, by index; `end` is the first one after it. */
export interface Rows {
  start: number;
  end: number;
}

/**
 * Which rows to draw: those in sight and `margin` more on either side, so that a quick turn of the wheel finds
 * them there. Heights and offsets in pixels.
 */
export function rowsInSight(
  sight: { top: number; height: number; rowHeight: number },
  count: number,
  margin: number,
): Rows {
  const start = Math.floor(sight.top / sight.rowHeight) - margin;
  const end = Math.ceil((sight.top + sight.height) / sight.rowHeight) + margin;
  return { start: Math.min(count, Math.max(0, start)), end: Math.min(count, Math.max(0, end)) };
}

/** The numbers of the pages (of `size` rows) that hold these rows; the first page where there are none. */
export function pagesOf(rows: Rows, size: number): number[] {
  const first = Math.floor(rows.start / size);
  const last = Math.max(first, Math.floor((rows.end - 1) / size));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A row to draw: what it holds, undefined until its page is at hand, and what tells the row from the others. */
interface DrawnRow<T> {
  index: number;
  item: T | undefined;
  key: string;
}

/** The rows to draw. While pages come in one after the other a row may stand on two of them: keys stay apart. */
export function drawRows<T>(
  { start, end }: Rows,
  itemAt: (index: number) => T | undefined,
  keyOf: (item: T) => string,
): DrawnRow<T>[] {
  const taken = new Set<string>();
  return Array.from({ length: end - start }, (_, place) => {
    const index = start + place;
    const item = itemAt(index);
    const own = item === undefined ? null : keyOf(item);
    const key = own === null || taken.has(own) ? `at ${index}` : own;
    taken.add(key);
    return { index, item, key };
  });
}

/**
 * Which place of the document each row to draw takes, by the rows' keys in their order: a row keeps its place
 * while it is drawn, and one that comes takes that of one that went, since to fill a place anew costs less than to
 * make one. `before` are the places so far. Nobody takes that of `kept`: what has the focus must not become
 * something else under it.
 */
export function placeRows(
  before: ReadonlyMap<string, number>,
  keys: readonly string[],
  kept: string | null,
): Map<string, number> {
  const drawn = new Set(keys);
  const free = [...before].filter(([key]) => !drawn.has(key) && key !== kept).map(([, place]) => place);
  let next = Math.max(-1, ...before.values()) + 1;
  return new Map(keys.map((key) => [key, before.get(key) ?? free.shift() ?? next++]));
}
