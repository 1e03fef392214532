import type { JobColumn, JobSort } from '../../shared/query.ts';

/** The keys of an order, each with its direction where the column is sorted upwards. */
type Keys = readonly (readonly [expression: string, descending?: boolean])[];

const words = (column: string): Keys => [
  [`jobs.${column} collate nocase`],
  ['jobs.severity'],
  ['jobs.start_at', true],
];

/** What each column is sorted by. An index has the keys of the outcome's order, the one that a list comes up with. */
const orders: Readonly<Record<JobColumn, Keys>> = {
  outcome: [['jobs.severity'], ['jobs.start_at', true]],
  customer: [['customers.sort_name'], ['customers.id'], ['jobs.severity'], ['jobs.start_at', true]],
  service: words('service'),
  module: words('module'),
  name: [['jobs.name collate nocase']],
  status: words('status'),
  runId: [['jobs.run_id']],
  total: [['jobs.total']],
  failed: [['jobs.failed']],
  successful: [['jobs.successful']],
  skipped: [['jobs.skipped']],
  warnings: [['jobs.warnings']],
  size: [['jobs.size']],
  start: [['jobs.start_at']],
  end: [['jobs.end_at']],
  duration: [['jobs.duration']],
  modified: [['jobs.modified_at']],
  checked: [['customers.checked_at'], ['customers.id'], ['jobs.severity'], ['jobs.start_at', true]],
};

/** Columns that a job may lack: then it comes last, whichever way the list is sorted. */
const lacking: readonly JobColumn[] = [
  'name',
  'runId',
  'total',
  'failed',
  'successful',
  'skipped',
  'warnings',
  'size',
  'start',
  'end',
  'duration',
  'modified',
];

/** Whether a column is sorted by what the customers have. */
export const isOfCustomers = (column: JobColumn): boolean => column === 'customer' || column === 'checked';

/**
 * The order of a list, steady down to the last key: downwards it is the exact mirror of upwards,
 * but for what is missing.
 */
export function orderOf({ column, descending }: JobSort): string {
  const keys: Keys = [...orders[column], ['jobs.id']];
  return keys
    .map(([expression, isDown = false], place) => {
      const direction = isDown === descending ? 'asc' : 'desc';
      return `${expression} ${direction}${place === 0 && lacking.includes(column) ? ' nulls last' : ''}`;
    })
    .join(', ');
}
