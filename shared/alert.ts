import { z } from 'zod';
import { instantSchema, jobRowSchema } from './model.ts';
import { outcomeSchema } from './outcome.ts';

/** What an alert is about: a run that failed, one that finished with exceptions, or a run that did not come. */
export const alertKindSchema = z.enum(['failure', 'warning', 'overdue']);

export type AlertKind = z.infer<typeof alertKindSchema>;

/** Why nobody was told of a failed run. */
export const withheldSchema = z.enum([
  'baseline',
  'off',
  'muted',
  'acknowledged',
  'snoozed',
  'threshold',
  'alreadyTold',
  'quiet',
]);

export type Withheld = z.infer<typeof withheldSchema>;

/** What was told of a failed run: a notification, or the reason why there was none. */
export const toldSchema = z.enum(['notified', ...withheldSchema.options]);

export type Told = z.infer<typeof toldSchema>;

/** `run`: until another run fails; `recovery`: until the job works again. */
export const acknowledgementScopeSchema = z.enum(['run', 'recovery']);

export const acknowledgementSchema = z.object({
  scope: acknowledgementScopeSchema,
  /** The run that had failed when it was acknowledged; null for an overdue job. */
  runKey: z.string().nullable(),
  note: z.string().max(2000),
  by: z.string().max(200),
  at: instantSchema,
});

export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/** The life of an alert as far as it decides what is told; an alert that has ended has none. */
export const alertStateSchema = z.object({
  kind: alertKindSchema,
  openedAt: instantSchema,
  firstRunKey: z.string().nullable(),
  /** The bad run that was counted last. */
  lastRunKey: z.string().nullable(),
  /** Bad runs in a row. */
  runs: z.number().int(),
  /** When a notification was last due for it, and at which count of runs; null and 0 where none was. */
  notifiedAt: instantSchema.nullable(),
  notifiedRuns: z.number().int(),
  acknowledged: acknowledgementSchema.nullable(),
  snoozedUntil: instantSchema.nullable(),
});

export type AlertState = z.infer<typeof alertStateSchema>;

/** One line of an alert's history. */
export const alertEventSchema = z.object({
  at: instantSchema,
  type: z.enum([
    'opened',
    'grown',
    'notified',
    'acknowledged',
    'unacknowledged',
    'snoozed',
    'woken',
    'recovered',
    'superseded',
    'closed',
    'reopened',
  ]),
  /** The run, the note, or until when: whatever belongs to the type. */
  detail: z.string().nullable(),
});

export type AlertEvent = z.infer<typeof alertEventSchema>;

/** An alert as lists and details show it. */
export const alertRowSchema = alertStateSchema.extend({
  id: z.number().int(),
  endedAt: instantSchema.nullable(),
  endedAs: z.enum(['recovered', 'superseded', 'closed']).nullable(),
  /** The job as it is now. */
  job: jobRowSchema,
});

export type AlertRow = z.infer<typeof alertRowSchema>;

/** Where an alert stands: `ended` for one that is over. */
export const alertStatusSchema = z.enum(['open', 'acknowledged', 'snoozed', 'ended']);

export type AlertStatus = z.infer<typeof alertStatusSchema>;

export const alertQuerySchema = z.object({
  status: alertStatusSchema,
  /** Of this customer alone, where it is given. */
  customerId: z.string().max(500).optional(),
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(500),
});

export type AlertQuery = z.infer<typeof alertQuerySchema>;

export const alertPageSchema = z.object({
  rows: z.array(alertRowSchema),
  matched: z.number().int(),
});

export type AlertPage = z.infer<typeof alertPageSchema>;

/** What a person may do with alerts. */
export const alertActionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('acknowledge'), scope: acknowledgementScopeSchema, note: z.string().max(2000) }),
  z.object({ type: z.literal('unacknowledge') }),
  z.object({ type: z.literal('snooze'), until: instantSchema }),
  z.object({ type: z.literal('unsnooze') }),
  /** Ends an alert that will not recover by itself: of a job that is no longer there, say. */
  z.object({ type: z.literal('close') }),
]);

export type AlertAction = z.infer<typeof alertActionSchema>;

/** Something that a person did with alerts and can take back. */
export const recentActionSchema = z.object({
  type: z.enum(['acknowledge', 'unacknowledge', 'snooze', 'unsnooze', 'close']),
  /** How many alerts can be taken back. */
  changed: z.number().int(),
  at: instantSchema,
  /** What takes it back. */
  undo: z.number().int(),
});

export type RecentAction = z.infer<typeof recentActionSchema>;

/** A run as the history of a job shows it. Instants UTC ms, sizes bytes, durations ms. */
export const runRowSchema = z.object({
  runKey: z.string(),
  outcome: outcomeSchema,
  status: z.string(),
  start: instantSchema.nullable(),
  end: instantSchema.nullable(),
  duration: z.number().nullable(),
  size: z.number().nullable(),
  total: z.number().nullable(),
  failed: z.number().nullable(),
  firstSeenAt: instantSchema,
  told: toldSchema.nullable(),
});

export type RunRow = z.infer<typeof runRowSchema>;

/** What has become of a job over time. */
export const jobHistorySchema = z.object({
  /** Newest first. */
  runs: z.array(runRowSchema),
  /** Milliseconds between two finished runs, usually; null where too few were seen. */
  usualGap: z.number().nullable(),
  /** Newest first, each with its history, oldest first. */
  alerts: z.array(alertRowSchema.extend({ events: z.array(alertEventSchema) })),
});

export type JobHistory = z.infer<typeof jobHistorySchema>;
