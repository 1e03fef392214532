import { z } from 'zod';
import { jobRowSchema } from './model.ts';
import { outcomeSchema } from './outcome.ts';
import { outcomeCountsSchema } from './state.ts';

/** The columns of the list of jobs; it can be sorted by each of them. */
export const jobColumnSchema = z.enum([
  'outcome',
  'customer',
  'service',
  'module',
  'name',
  'status',
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
  'checked',
]);

export type JobColumn = z.infer<typeof jobColumnSchema>;

/** What is odd about a job beside its outcome: gone from the service's answers, or running for far too long. */
export const jobSignSchema = z.enum(['vanished', 'longRunning']);

export type JobSign = z.infer<typeof jobSignSchema>;

/** How many values one part of a filter may have. */
export const mostValues = 50;

/** One of these values, or with `not` none of them; everything where there are no values. */
const choiceOf = <T extends z.ZodType>(value: T) =>
  z.object({ not: z.boolean(), values: z.array(value).max(mostValues) });

const wordSchema = z.string().min(1).max(500);

export const jobSortSchema = z.object({ column: jobColumnSchema, descending: z.boolean() });

export type JobSort = z.infer<typeof jobSortSchema>;

/**
 * Which jobs to show, and in which order: those that hold every word of `text` and that each of the others lets
 * through. It lives in the address, so Back undoes it and a link can carry it.
 */
export const jobFilterSchema = z.object({
  text: z.string().max(200),
  outcome: choiceOf(outcomeSchema),
  service: choiceOf(wordSchema),
  module: choiceOf(wordSchema),
  /** A word that the technician has given to the customer. */
  tag: choiceOf(wordSchema),
  /** Customers by ID. */
  customer: choiceOf(wordSchema),
  sign: choiceOf(jobSignSchema),
  /** Whose latest run ended within so many hours, or with `not` did not; null for whenever. */
  ended: z.object({ not: z.boolean(), hours: z.number().int().min(1).max(87_600) }).nullable(),
  sort: jobSortSchema,
});

export type JobFilter = z.infer<typeof jobFilterSchema>;

export const jobQuerySchema = jobFilterSchema.extend({
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(500),
  /** Whether it is a further page of the list that was asked for last, whose figures and order are kept for it. */
  continues: z.boolean().optional(),
});

export type JobQuery = z.infer<typeof jobQuerySchema>;

export const jobPageSchema = z.object({
  rows: z.array(jobRowSchema),
  /** How many jobs match, over all pages. */
  matched: z.number().int(),
  /** How many jobs there are. */
  total: z.number().int(),
  /** How many the rest of the filter lets through, by outcome: the figures beside the outcomes. */
  outcomes: outcomeCountsSchema,
});

export type JobPage = z.infer<typeof jobPageSchema>;

/** What there is to choose from in a filter. */
export const jobChoicesSchema = z.object({
  /** Every module that a job has, by service, the most frequent first. */
  modules: z.array(z.object({ service: z.string(), module: z.string() })),
  tags: z.array(z.string()),
});

export type JobChoices = z.infer<typeof jobChoicesSchema>;
