import type { ColumnChoice } from '../../shared/list-settings.ts';
import type { JobColumn, JobSort } from '../../shared/query.ts';

/** A column of the job table. */
interface Column {
  column: JobColumn;
  label: string;
  /** What the heading says on hover. */
  hint: string;
  numeric: boolean;
  /** Least width in pixels, and its share of the room that is left; 0 for one that needs no more. */
  least: number;
  share: number;
}

const text = (column: JobColumn, label: string, hint: string, least: number, share: number): Column => ({
  column,
  label,
  hint,
  numeric: false,
  least,
  share,
});

const figure = (column: JobColumn, label: string, hint: string, least: number): Column => ({
  column,
  label,
  hint,
  numeric: true,
  least,
  share: 0,
});

/** Every column, in the order in which a person chooses from them. */
export const columns: readonly Column[] = [
  text('outcome', 'Status', 'What became of the latest run', 100, 0),
  text('customer', 'Customer', 'The customer', 110, 1.6),
  text('service', 'Service', 'The service that is backed up', 100, 0),
  text('module', 'Module', 'The part of the service, and the name of the job', 110, 1.1),
  text('name', 'Name', 'The name of the job, where it has one', 100, 0.8),
  text('status', 'AvePoint’s status', 'The status as AvePoint sent it', 130, 0),
  text('runId', 'Run ID', 'AvePoint’s jobId of the latest run', 190, 0),
  figure('total', 'Objects', 'Objects that the run processed', 60),
  figure('failed', 'Failed', 'Objects that failed', 52),
  figure('successful', 'Successful', 'Objects that were backed up', 80),
  figure('skipped', 'Skipped', 'Objects that were skipped', 66),
  figure('warnings', 'Warnings', 'Objects with a warning', 72),
  figure('size', 'Size', 'Size of the backup', 80),
  figure('start', 'Start', 'When the latest run started', 80),
  figure('end', 'End', 'When the latest run ended', 80),
  figure('duration', 'Duration', 'How long the latest run took', 84),
  figure('modified', 'Synchronised', 'When AvePoint last synchronised the row', 100),
  figure('checked', 'Checked', 'When Jobwatch last had an answer for the customer', 84),
];

const known = new Map(columns.map((entry) => [entry.column, entry]));

/** What is known of a column. */
export function columnOf(column: JobColumn): Column {
  const found = known.get(column);
  if (found === undefined) throw new RangeError(`no column ${column}`);
  return found;
}

const usual: readonly JobColumn[] = [
  'outcome',
  'customer',
  'service',
  'module',
  'total',
  'failed',
  'start',
  'end',
  'duration',
];

/** Below this width (pixels) a list that the person has not set up leaves out what tells least. */
const roomy = 980;
/** From this width on the status has room for AvePoint's own word. */
export const wide = 1240;

/** The columns to show in a list of so many pixels, from left to right: the person's own where there are any. */
export function shownColumns(chosen: readonly ColumnChoice[] | null, width: number): readonly ColumnChoice[] {
  if (chosen !== null) return chosen;
  return usual
    .filter((column) => width >= roomy || (column !== 'service' && column !== 'end'))
    .map((column) => ({ column, width: column === 'outcome' && width >= wide ? 208 : null }));
}

/** Pixels between two columns, and at either side of a row. */
const gap = 12;
const side = 16;

/** The least width of a row (pixels); a narrower list is scrolled sideways. */
export const leastWidth = (shown: readonly ColumnChoice[]): number =>
  shown.reduce((sum, { column, width }) => sum + (width ?? columnOf(column).least), 0) +
  gap * (shown.length - 1) +
  2 * side;

/** The columns for a CSS grid. Where none takes the room that is left, the last one does. */
export function gridTemplate(shown: readonly ColumnChoice[]): string {
  const sizes = shown.map(({ column, width }) => {
    const { least, share } = columnOf(column);
    if (width !== null) return `${width}px`;
    return share > 0 ? `minmax(${least}px, ${share}fr)` : `${least}px`;
  });
  return sizes.some((size) => size.endsWith('fr)')) ? sizes.join(' ') : `${sizes.join(' ')} minmax(0, 1fr)`;
}

/** Bounds of what a person may make of a column's width, pixels. */
export const narrowest = 40;
export const widest = 1600;

/** The columns after one of them was made so wide; null lets it fit by itself again. */
export const resized = (
  shown: readonly ColumnChoice[],
  column: JobColumn,
  width: number | null,
): ColumnChoice[] =>
  shown.map((one) =>
    one.column === column
      ? { column, width: width === null ? null : Math.round(Math.min(widest, Math.max(narrowest, width))) }
      : one,
  );

/** The columns after one was put in or taken out; the last one stays. */
export function toggled(shown: readonly ColumnChoice[], column: JobColumn): ColumnChoice[] {
  if (!shown.some((one) => one.column === column)) return [...shown, { column, width: null }];
  return shown.length === 1 ? [...shown] : shown.filter((one) => one.column !== column);
}

/** The columns after one went so many places to the right, or with a negative number to the left. */
export function moved(shown: readonly ColumnChoice[], column: JobColumn, places: number): ColumnChoice[] {
  const from = shown.findIndex((one) => one.column === column);
  const [one] = shown.slice(from, from + 1);
  if (from < 0 || one === undefined) return [...shown];
  const others = shown.filter((other) => other !== one);
  return others.toSpliced(Math.max(0, Math.min(others.length, from + places)), 0, one);
}

/** The order after a click on a heading: the other way round, or that column's more telling end first. */
export function nextSort(present: JobSort, column: JobColumn): JobSort {
  if (present.column === column) return { column, descending: !present.descending };
  return { column, descending: columnOf(column).numeric };
}
