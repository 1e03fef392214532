import { z } from 'zod';
import { jobSchema } from '../../shared/model.ts';
import type { JobRow } from '../../shared/model.ts';

/** The columns that make a job's row, for every query that shows one; they come from `jobRowTables`. */
export const jobRowColumns =
  'job_answers.body, coalesce(customers.display_name, customers.name) as name, customers.checked_at, jobs.vanished_at, jobs.long_running';

export const jobRowTables =
  'jobs join customers on customers.id = jobs.customer_id join job_answers on job_answers.id = jobs.id';

const rowSchema = z.object({
  body: z.string(),
  name: z.string(),
  checked_at: z.number().nullable(),
  vanished_at: z.number().nullable(),
  long_running: z.number(),
});

/** A job's row from its columns. */
export function rowOf(row: unknown): JobRow {
  const columns = rowSchema.parse(row);
  return {
    ...jobSchema.parse(JSON.parse(columns.body)),
    customerName: columns.name,
    checkedAt: columns.checked_at,
    vanishedAt: columns.vanished_at,
    longRunning: columns.long_running === 1,
  };
}
