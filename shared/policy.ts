import { z } from 'zod';

/** Whose notifications are switched off. `tag` is one of the technician's own words for a customer. */
export const muteSchema = z.object({
  kind: z.enum(['customer', 'service', 'module', 'tag']),
  /** The customer's ID, or the name of service, module or tag. */
  value: z.string().min(1).max(500),
});

export type Mute = z.infer<typeof muteSchema>;

/** A time of day on the clock of this computer, "22:00". */
const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time such as 22:00.');

export const quietHoursSchema = z.object({
  enabled: z.boolean(),
  /** The weekdays on which they begin: 0 is Sunday. */
  days: z.array(z.number().int().min(0).max(6)).max(7),
  from: timeOfDaySchema,
  /** Where it is not later than `from`, they end on the next day. */
  to: timeOfDaySchema,
  /** One summary when they end, of all that was held back. */
  tellAfterwards: z.boolean(),
});

export type QuietHours = z.infer<typeof quietHoursSchema>;

/** A limit of its own for the jobs of one customer, service or module; 0 hours: never overdue. */
export const overdueRuleSchema = z.object({
  kind: z.enum(['customer', 'service', 'module']),
  value: z.string().min(1).max(500),
  hours: z.number().int().min(0).max(8760),
});

/** What is told, and when. */
export const policySchema = z.object({
  failures: z.boolean(),
  /** Runs that finished with exceptions open alerts as well. */
  warnings: z.boolean(),
  /** A job that had notified works again. */
  recovery: z.boolean(),
  overdue: z.boolean(),
  /** The connection, or a customer, cannot be reached. */
  connection: z.boolean(),
  /** Only after so many failed runs in a row. */
  afterRuns: z.number().int().min(1).max(20),
  /** Say again that a job still fails, every so many failed runs or hours; 0: never. */
  remindRuns: z.number().int().min(0).max(100),
  remindHours: z.number().int().min(0).max(720),
  quiet: quietHoursSchema,
  mutes: z.array(muteSchema).max(2000),
  /** Hours without a finished run after which a job is overdue, unless a rule says otherwise. */
  overdueHours: z.number().int().min(1).max(8760),
  overdueRules: z.array(overdueRuleSchema).max(2000),
  /** Notifications of failures stay on the screen until somebody has seen them, where the desktop can do that. */
  urgent: z.boolean(),
  /** Minutes for which a connection or a customer is out of reach before anybody is told. */
  unreachableMinutes: z.number().int().min(1).max(1440),
});

export type Policy = z.infer<typeof policySchema>;

export const defaultPolicy: Policy = {
  failures: true,
  warnings: false,
  recovery: true,
  overdue: true,
  connection: true,
  afterRuns: 1,
  remindRuns: 0,
  remindHours: 0,
  quiet: { enabled: false, days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '07:00', tellAfterwards: true },
  mutes: [],
  overdueHours: 26,
  overdueRules: [],
  urgent: true,
  unreachableMinutes: 30,
};
