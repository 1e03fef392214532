import { z } from 'zod';
import { customerRowSchema } from './customer.ts';
import { instantSchema, jobRowSchema } from './model.ts';
import { outcomeSchema } from './outcome.ts';

/** A calendar day of this computer and how many runs of each outcome began on it. */
export const daySchema = z.object({
  /** Its midnight. */
  start: instantSchema,
  runs: z.partialRecord(outcomeSchema, z.number().int()),
});

export type Day = z.infer<typeof daySchema>;

/** How many days a strip shows, today among them. */
export const stripDays = 28;

/** The midnights of the last `count` days, oldest first; by the calendar, since a day may have 23 or 25 hours. */
export function lastMidnights(count: number, now: number): number[] {
  const today = new Date(now);
  return Array.from({ length: count }, (_, index) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - index)).getTime(),
  );
}

/** A run under way, and how long the job's runs take. */
export const runningJobSchema = jobRowSchema.extend({
  /** The middle of its last durations (ms); null where none is known. */
  usualDuration: z.number().nullable(),
});

export type RunningJob = z.infer<typeof runningJobSchema>;

/** What the first page shows beyond the figures of the estate. */
export const overviewSchema = z.object({
  /** Customers with failed jobs, open alerts or no answer, the worst first; a few of them. */
  trouble: z.array(customerRowSchema),
  /** How many of those there are. */
  troubled: z.number().int(),
  /** Runs under way, the longest first; a few of them. */
  running: z.array(runningJobSchema),
  /** Every run of the last days, oldest day first. */
  days: z.array(daySchema),
});

export type Overview = z.infer<typeof overviewSchema>;
