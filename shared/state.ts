import { z } from 'zod';
import { recentActionSchema } from './alert.ts';
import { connectionSchema } from './connection.ts';
import { instantSchema } from './model.ts';
import { outcomeSchema } from './outcome.ts';
import { problemSchema } from './problem.ts';

/** How many jobs have each outcome. */
export const outcomeCountsSchema = z.record(outcomeSchema, z.number().int());

export type OutcomeCounts = z.infer<typeof outcomeCountsSchema>;

/** The whole estate in figures, read from the store. */
export const estateSchema = z.object({
  customers: z.number().int(),
  /** Customers whose latest poll failed. */
  unreachable: z.number().int(),
  /** Customers that have not been answered yet, neither well nor badly. */
  waiting: z.number().int(),
  /** Customers that were answered well, but not lately. */
  stale: z.number().int(),
  /** Customers with a failed job. */
  failing: z.number().int(),
  /** Jobs that have not finished a run within their limit, whatever somebody made of the alert. */
  overdue: z.number().int(),
  jobs: z.number().int(),
  outcomes: outcomeCountsSchema,
  /** The latest good answer of any customer. */
  checkedAt: instantSchema.nullable(),
  alerts: z.object({ open: z.number().int(), acknowledged: z.number().int(), snoozed: z.number().int() }),
  /** The proof that the monitor lives: the last pass over all customers, and the polls of the last 24 hours. */
  lastSweep: z.object({ endedAt: instantSchema, ms: z.number() }).nullable(),
  polls: z.number().int(),
  errors: z.number().int(),
});

export type Estate = z.infer<typeof estateSchema>;

/** One pass over all customers that is under way. */
export const sweepSchema = z.object({ done: z.number().int(), total: z.number().int() });

export type Sweep = z.infer<typeof sweepSchema>;

/**
 * How far a person has got with setting the program up: three steps, which may be left out, and a question about the
 * start at login, which is asked once after the first good check.
 */
export const setupSchema = z.enum(['connection', 'customers', 'notifications', 'login', 'done']);

export type Setup = z.infer<typeof setupSchema>;

/** What the window is told of the program as a whole; asked anew whenever `changed` fires. */
export const appStateSchema = z.object({
  version: z.string(),
  setup: setupSchema,
  connection: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('sample') }),
    z.object({
      kind: z.literal('live'),
      connection: connectionSchema,
      /** The generation that answers; null as long as Automatic has not found out. */
      generation: z.enum(['modern', 'v3']).nullable(),
      /** When the secret or certificate runs out; null where nobody knows. */
      expiresAt: instantSchema.nullable(),
      /** The credential is in memory alone, and gone when the program ends. */
      forSession: z.boolean(),
    }),
  ]),
  /** What keeps the whole connection from working, null while it works. */
  problem: problemSchema.nullable(),
  paused: z.boolean(),
  /** When the pause ends by itself; null where somebody has to end it, or there is none. */
  pausedUntil: instantSchema.nullable(),
  /** The computer sleeps or has no network: nothing is polled. */
  asleep: z.boolean(),
  /** The desktop shows no tray icons: the window stays in the taskbar. */
  trayMissing: z.boolean(),
  /** The desktop refused the last notification. */
  notificationsRefused: z.boolean(),
  /** Where a damaged database was put when a new one was begun; null where none was. */
  setAside: z.string().nullable(),
  /** Texts of the service that nobody knows, and how often they came. */
  unknowns: z.array(
    z.object({ kind: z.enum(['status', 'service', 'module']), text: z.string(), count: z.number() }),
  ),
  /** What was done with alerts lately, wherever, the latest first. */
  recentActions: z.array(recentActionSchema),
  sweep: sweepSchema.nullable(),
  estate: estateSchema,
});

export type AppState = z.infer<typeof appStateSchema>;
