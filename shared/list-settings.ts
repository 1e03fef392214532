import { z } from 'zod';
import { jobColumnSchema, jobFilterSchema } from './query.ts';

/** A column of the list of jobs as a person wants it; `width` in pixels, null for one that fits by itself. */
export const columnChoiceSchema = z.object({
  column: jobColumnSchema,
  width: z.number().int().min(40).max(1600).nullable(),
});

export type ColumnChoice = z.infer<typeof columnChoiceSchema>;

export const savedFilterSchema = z.object({
  name: z.string().trim().min(1).max(60),
  filter: jobFilterSchema,
});

export type SavedFilter = z.infer<typeof savedFilterSchema>;

/** How many filters can be kept. */
export const mostSaved = 50;

/** Refuses what comes a second time, there where it stands. */
const onlyOnce =
  <T>(nameOf: (entry: T) => string, message: string) =>
  (entries: readonly T[], context: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [index, entry] of entries.entries()) {
      const name = nameOf(entry);
      if (seen.has(name)) context.addIssue({ code: 'custom', message, path: [index] });
      seen.add(name);
    }
  };

/** How a person has set up the list of jobs. */
export const listSettingsSchema = z.object({
  /** From left to right; null as long as the window decides by its width. */
  columns: z
    .array(columnChoiceSchema)
    .min(1)
    .max(jobColumnSchema.options.length)
    .superRefine(onlyOnce(({ column }) => column, 'A column can be shown once.'))
    .nullable(),
  /** By name; a name stands for one filter. */
  saved: z
    .array(savedFilterSchema)
    .max(mostSaved)
    .superRefine(onlyOnce(({ name }) => name.toLocaleLowerCase(), 'There is a filter of this name already.')),
});

export type ListSettings = z.infer<typeof listSettingsSchema>;

export const defaultListSettings: ListSettings = { columns: null, saved: [] };
