import { z } from 'zod';
import { jobRowSchema } from './model.ts';
import { outcomeSchema } from './outcome.ts';
import { outcomeCountsSchema } from './state.ts';

/** The columns by which jobs can be sorted. */
export const jobColumnSchema = z.enum([
  'outcome',
  'customer',
  'service',
  'module',
  'status',
  'total',
  'failed',
  'start',
  'end',
  'duration',
]);

export type JobColumn = z.infer<typeof jobColumnSchema>;

/** Which jobs to list: those that hold every word of `text` and have one of `outcomes` (all, where empty). */
export const jobQuerySchema = z.object({
  text: z.string().max(200),
  outcomes: z.array(outcomeSchema).max(outcomeSchema.options.length),
  sort: z.object({ column: jobColumnSchema, descending: z.boolean() }),
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(500),
});

export type JobQuery = z.infer<typeof jobQuerySchema>;

export const jobPageSchema = z.object({
  rows: z.array(jobRowSchema),
  /** How many jobs match, over all pages. */
  matched: z.number().int(),
  /** How many jobs there are. */
  total: z.number().int(),
  /** How many match the text, by outcome: the figures beside the outcome filters. */
  outcomes: outcomeCountsSchema,
});

export type JobPage = z.infer<typeof jobPageSchema>;
