import { z } from 'zod';
import { instantSchema } from './model.ts';
import { problemCodeSchema } from './problem.ts';

/** One poll of one customer, as it went. */
export const pollLineSchema = z.object({
  customer: z.string(),
  at: instantSchema,
  /** How long it took, in milliseconds. */
  ms: z.number(),
  /** What went wrong; null where nothing did. */
  problem: problemCodeSchema.nullable(),
});

export type PollLine = z.infer<typeof pollLineSchema>;

/** What tells how the program runs on this computer. Nothing in it is a secret. */
export const diagnosticsSchema = z.object({
  /** What runs: Jobwatch, Electron, the system; each with its version. */
  versions: z.array(z.object({ name: z.string(), version: z.string() })),
  keychain: z.string(),
  notifications: z.string(),
  dataFolder: z.string(),
  logFolder: z.string(),
  /** The databases of all connections, in bytes. */
  databaseSize: z.number(),
  /** The latest polls, the newest first; 200 at most. */
  polls: z.array(pollLineSchema),
  /** The last lines of the log, the oldest first. */
  lines: z.array(z.string()),
});

export type Diagnostics = z.infer<typeof diagnosticsSchema>;

/** The folders that a person may want to look into. */
export const folderSchema = z.enum(['data', 'logs']);
