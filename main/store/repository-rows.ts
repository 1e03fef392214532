import { z } from 'zod';
import { outcomeSchema } from '../../shared/outcome.ts';
import { noticeKinds } from '../monitor/repository.ts';
import type { Notice, WatchedCustomer } from '../monitor/repository.ts';
import type { KnownJob } from '../monitor/snapshot.ts';

// The rows that the monitor's side of the database reads.

const flag = z.number().transform((value) => value === 1);
export const restlessSchema = z.object({ restless: flag });
const wordListSchema = z.array(z.string()).catch([]);
const tagsSchema = z.string().transform((tags) => wordListSchema.parse(JSON.parse(tags)));
const gapsSchema = z.array(z.number()).catch([]);
export const watchedSchema = z
  .object({ id: z.string(), name: z.string(), tags: z.string(), restless: z.number() })
  .transform(({ tags, restless, ...row }): WatchedCustomer => ({
    ...row,
    tags: wordListSchema.parse(JSON.parse(tags)),
    restless: restless === 1,
  }));
export const customerSchema = z.object({
  baseline_at: z.number().nullable(),
  checked_at: z.number().nullable(),
  problem_since: z.number().nullable(),
  lost_told_at: z.number().nullable(),
});
/**
 * A job as it is recalled. What SQLite has as numbers is mapped by hand: a schema for each would take most of the time.
 */
export const knownSchema = z
  .object({
    key: z.string(),
    customer_id: z.string(),
    service: z.string(),
    module: z.string(),
    name: z.string().nullable(),
    status: z.string(),
    outcome: outcomeSchema,
    run_key: z.string().nullable(),
    finished_at: z.number().nullable(),
    gaps: z.string(),
    raw: z.string(),
    long_running: z.number(),
    vanished_at: z.number().nullable(),
  })
  .transform(({ customer_id, run_key, finished_at, long_running, vanished_at, gaps, ...job }): KnownJob => ({
    ...job,
    gaps: gapsSchema.parse(JSON.parse(gaps)),
    customerId: customer_id,
    runKey: run_key,
    finishedAt: finished_at,
    longRunning: long_running === 1,
    vanished: vanished_at !== null,
  }));
export const jobKeySchema = z.object({ job_key: z.string() });
export const runSchema = z
  .object({ outcome: outcomeSchema, start: z.number().nullable(), firstSeenAt: z.number() })
  .optional();
export const instantRowSchema = z.object({ at: z.number().nullable() });
export const namesSchema = z.object({ name: z.string(), searched: z.string(), shown: z.number() });
export const wordsSchema = z.object({
  name: z.string(),
  displayName: z.string().nullable(),
  ownerEmail: z.string().nullable(),
  tags: tagsSchema,
  search: z.string(),
  sort_name: z.string(),
});
export const idSchema = z.object({ id: z.number() });
export const reachSchema = z.object({ since: z.number().nullable(), toldAt: z.number().nullable() });
export const warningSchema = z.object({ expiresAt: z.number(), given: z.literal([0, 1, 7, 30]) });
export const noticeSchema: z.ZodType<Notice> = z.object({
  id: z.number(),
  kind: z.enum(noticeKinds),
  jobKey: z.string().nullable(),
  jobName: z.string(),
  customerId: z.string().nullable(),
  customerName: z.string(),
  title: z.string(),
  body: z.string(),
  createdAt: z.number(),
  held: flag,
});
