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
