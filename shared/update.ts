import { z } from 'zod';
import { problemSchema } from './problem.ts';

/** How it stands with newer versions of the program. */
export const updateSchema = z.object({
  /**
   * What can be done about one: nothing, since the package names no feed; tell of it, since something else installs the
   * program; or install it.
   */
  means: z.enum(['off', 'tell', 'install']),
  phase: z.enum(['idle', 'checking', 'downloading', 'ready']),
  /** The newer version; null where none is known. */
  version: z.string().max(100).nullable(),
  /** Of the download, while there is one. */
  percent: z.number().min(0).max(100),
  /** The last good answer of the feed (UTC ms). */
  checkedAt: z.number().nullable(),
  /** Why the last check or download failed; null where it did not. */
  problem: problemSchema.nullable(),
});

export type UpdateState = z.infer<typeof updateSchema>;
