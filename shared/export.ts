import { z } from 'zod';
import { alertStatusSchema } from './alert.ts';
import { jobFilterSchema } from './query.ts';

export const exportFormatSchema = z.enum(['csv', 'json']);

export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** What is to be written to a file: what a list shows, all pages of it. */
export const exportRequestSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('jobs'), format: exportFormatSchema, filter: jobFilterSchema }),
  /** Every run that is kept of the jobs that the filter lets through. */
  z.object({ what: z.literal('runs'), format: exportFormatSchema, filter: jobFilterSchema }),
  z.object({
    what: z.literal('alerts'),
    format: exportFormatSchema,
    status: alertStatusSchema,
    customerId: z.string().max(500).nullable(),
  }),
]);

export type ExportRequest = z.infer<typeof exportRequestSchema>;

/** What was written. */
export const exportedSchema = z.object({ path: z.string(), rows: z.number().int() });

export type Exported = z.infer<typeof exportedSchema>;
