import { z } from 'zod';
import { customerNotesSchema, customerSchema, instantSchema, jobRowSchema } from './model.ts';
import { outcomeSchema } from './outcome.ts';
import { problemSchema } from './problem.ts';
import { outcomeCountsSchema } from './state.ts';

/** A customer as lists show it. `name` is the technician's own where there is one, else the service's. */
export const customerRowSchema = customerSchema.extend({
  displayName: customerNotesSchema.shape.displayName,
  tags: customerNotesSchema.shape.tags,
  watched: z.boolean(),
  /** Whether the service still lists it. */
  listed: z.boolean(),
  /** The latest good answer, and the latest poll of any kind. */
  checkedAt: instantSchema.nullable(),
  polledAt: instantSchema.nullable(),
  /** Why the latest poll failed; null where it did not. */
  problem: problemSchema.nullable(),
  problemSince: instantSchema.nullable(),
  unreadableRows: z.number().int(),
  outcomes: outcomeCountsSchema,
  /** Alerts that have not ended. */
  alerts: z.number().int(),
});

export type CustomerRow = z.infer<typeof customerRowSchema>;

/** A job as the matrix shows it. */
export const matrixJobSchema = z.object({
  key: z.string(),
  service: z.string(),
  module: z.string(),
  name: z.string().nullable(),
  outcome: outcomeSchema,
  status: z.string(),
  start: instantSchema.nullable(),
  end: instantSchema.nullable(),
  total: z.number().nullable(),
  failed: z.number().nullable(),
});

export type MatrixJob = z.infer<typeof matrixJobSchema>;

/** Which customers to list, those in trouble first: with every word of `text`, or else with these `ids`. */
export const customerQuerySchema = z.object({
  text: z.string().max(200),
  ids: z.array(z.string().max(500)).max(2000).nullable(),
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(2000),
});

export type CustomerQuery = z.infer<typeof customerQuerySchema>;

export const customerPageSchema = z.object({
  rows: z.array(customerRowSchema.extend({ jobs: z.array(matrixJobSchema) })),
  matched: z.number().int(),
  total: z.number().int(),
  /** The columns of the matrix: every module that a job of any customer has, by service. */
  modules: z.array(z.object({ service: z.string(), module: z.string() })),
});

export type CustomerPage = z.infer<typeof customerPageSchema>;

/** A customer as its own page shows it. */
export const customerDetailsSchema = customerRowSchema.extend({
  /** The service's own name for it. */
  listedName: z.string(),
  jobs: z.array(jobRowSchema),
  /** When it is polled next; null where it is not. */
  nextPollAt: instantSchema.nullable(),
});

export type CustomerDetails = z.infer<typeof customerDetailsSchema>;
