import { z } from 'zod';
import { outcomeSchema } from './outcome.ts';

/** An instant: milliseconds since 1970-01-01T00:00:00Z, always UTC. */
export const instantSchema = z.number();

/**
 * A value as the service sent it and what it means. `text` is what came (null where nothing came), `value` is
 * the parsed number (null where there is none or it could not be understood).
 */
export const readingSchema = z.object({ text: z.string().nullable(), value: z.number().nullable() });

export type Reading = z.infer<typeof readingSchema>;

export const customerSchema = z.object({
  /** The tenant owner ID: an opaque string, not always a GUID (API notes, section 4). */
  id: z.string(),
  /** The organisation's name: for display only, names repeat. */
  name: z.string(),
  ownerEmail: z.string().nullable(),
  country: z.string().nullable(),
  /** The service's own word for how the tenant is, such as "Working". */
  tenantStatus: z.string().nullable(),
});

export type Customer = z.infer<typeof customerSchema>;

/** What a technician notes about a customer. */
export const customerNotesSchema = z.object({
  id: z.string().max(500),
  /** Shown in the place of the service's name; null for that one. */
  displayName: z.string().trim().min(1).max(200).nullable(),
  tags: z.array(z.string().trim().min(1).max(50)).max(20),
  watched: z.boolean(),
});

export type CustomerNotes = z.infer<typeof customerNotesSchema>;

/** The latest run of one service module of one customer, as the service last told it. */
export const jobSchema = z.object({
  /** Identity of the job: made from customer, service, module and name (API notes, section 5). */
  key: z.string(),
  customerId: z.string(),
  /** AvePoint's jobType. */
  service: z.string(),
  /** AvePoint's jobModule. */
  module: z.string(),
  name: z.string().nullable(),
  /** AvePoint's jobId; null where it was "N/A" or missing. */
  runId: z.string().nullable(),
  /** The status as it came. */
  status: z.string(),
  outcome: outcomeSchema,
  total: readingSchema,
  failed: readingSchema,
  successful: readingSchema,
  skipped: readingSchema,
  warnings: readingSchema,
  /** Bytes. */
  size: readingSchema,
  /** Milliseconds. */
  duration: readingSchema,
  start: readingSchema,
  end: readingSchema,
  /** When AvePoint synchronised the row; not an end time. */
  modified: readingSchema,
});

export type Job = z.infer<typeof jobSchema>;

/** A job as a list shows it: with its customer's name and the time of the last good answer for that customer. */
export const jobRowSchema = jobSchema.extend({
  customerName: z.string(),
  checkedAt: instantSchema.nullable(),
  /** When the job was first missing from the service's answer; null while it is there. */
  vanishedAt: instantSchema.nullable(),
  /** The run goes on for suspiciously long. */
  longRunning: z.boolean(),
});

export type JobRow = z.infer<typeof jobRowSchema>;

/** A job as its own page shows it. */
export const jobDetailsSchema = jobRowSchema.extend({
  /** The row as the service sent it, as JSON text. */
  raw: z.string(),
});

export type JobDetails = z.infer<typeof jobDetailsSchema>;
