import { z } from 'zod';
import { readingSchema } from './model.ts';

/** What became of an object that a run did not simply back up. `other`: a status that Jobwatch does not know. */
export const objectStatusSchema = z.enum(['failed', 'warning', 'skipped', 'other']);

export type ObjectStatus = z.infer<typeof objectStatusSchema>;

/** An object of a run as the service's report tells it. */
export const reportedObjectSchema = z.object({
  status: objectStatusSchema,
  /** The status as it came. */
  statusText: z.string(),
  title: z.string().nullable(),
  location: z.string().nullable(),
  container: z.string().nullable(),
  comment: z.string().nullable(),
  errorCode: z.string().nullable(),
  /** When the service was done with it. */
  finished: readingSchema,
});

export type ReportedObject = z.infer<typeof reportedObjectSchema>;

/** The objects of one run that need a look; those that were backed up or filtered out are left out. */
export const objectReportSchema = z.object({
  objects: z.array(reportedObjectSchema),
  /** How many of each were seen; more than are listed where there are very many. */
  counts: z.record(objectStatusSchema, z.number().int()),
  /** Rows that were read, of all kinds. */
  read: z.number().int(),
  /** False where the report is longer than what is read of it. */
  complete: z.boolean(),
  /** Rows that were no objects. */
  unreadable: z.number().int(),
});

export type ObjectReport = z.infer<typeof objectReportSchema>;

/**
 * Why a run failed, as far as the service tells. `none`: there is no report, for the run is not known, is of a service
 * that has none, or is not (any more) reported; `modernOnly`: reports are part of v3, which this app registration may
 * not use.
 */
export const whySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('report'), report: objectReportSchema }),
  z.object({
    kind: z.literal('none'),
    reason: z.enum(['noRun', 'otherService', 'notReported', 'modernOnly']),
  }),
]);

export type Why = z.infer<typeof whySchema>;

/** The one service whose runs are reported object by object (API notes, section 5). */
export const reportedService = 'Microsoft 365';
