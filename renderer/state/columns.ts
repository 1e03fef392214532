import type { JobColumn } from '../../shared/query.ts';
import type { JobFilter } from './route.ts';

/** A column of the job table. */
interface Column {
  column: JobColumn;
  label: string;
  /** What the heading says on hover. */
  hint: string;
  numeric: boolean;
}

/** The columns of the job table, from left to right. */
export const columns: readonly Column[] = [
  { column: 'outcome', label: 'Status', hint: 'What became of the latest run', numeric: false },
  { column: 'customer', label: 'Customer', hint: 'The customer', numeric: false },
  { column: 'service', label: 'Service', hint: 'The service that is backed up', numeric: false },
  {
    column: 'module',
    label: 'Module',
    hint: 'The part of the service, and the name of the job',
    numeric: false,
  },
  { column: 'total', label: 'Objects', hint: 'Objects that the run processed', numeric: true },
  { column: 'failed', label: 'Failed', hint: 'Objects that failed', numeric: true },
  { column: 'start', label: 'Start', hint: 'When the latest run started', numeric: true },
  { column: 'end', label: 'End', hint: 'When the latest run ended', numeric: true },
  { column: 'duration', label: 'Duration', hint: 'How long the latest run took', numeric: true },
];

/** The order after a click on a heading: the other way round, or that column's more telling end first. */
export function nextSort(present: JobFilter['sort'], column: JobColumn): JobFilter['sort'] {
  if (present.column === column) return { column, descending: !present.descending };
  const numeric = columns.some((entry) => entry.column === column && entry.numeric);
  return { column, descending: numeric };
}
