import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { outcomeCountsSchema } from '../../shared/state.ts';
import type { Estate } from '../../shared/state.ts';
import { createFacts } from './facts.ts';
import { outcomeSums, sumOf } from './outcome-figures.ts';

const hourMs = 3_600_000;
/** A customer without a good answer for so long is stale, whatever the interval: it is an hour at most. */
const staleMs = 2 * hourMs;

/** The customers that are looked at, in figures; one question gathers all of it. */
const customersSchema = z.object({
  customers: z.number(),
  unreachable: z.number(),
  waiting: z.number(),
  stale: z.number(),
  checkedAt: z.number().nullable(),
  failing: z.number(),
  outcomes: z.string().transform((text) => outcomeCountsSchema.parse(JSON.parse(text))),
});
const alertsSchema = z.object({
  open: z.number(),
  acknowledged: z.number(),
  snoozed: z.number(),
  overdue: z.number(),
});
const trafficSchema = z.object({ polls: z.number(), errors: z.number() });
const sweepSchema = z.object({ endedAt: z.number(), ms: z.number() });
const writesSchema = z.object({ count: z.number() }).transform(({ count }) => count);

/** Milliseconds for which figures hold that nothing was written since: what becomes of them by time alone waits. */
const holdMs = 250;

/**
 * Makes the query for the whole estate in figures, the proof of life among them. `now`: UTC ms. Tray and window ask one
 * after the other; they share an answer where nothing was written between them.
 */
export function createEstateQuery(database: DatabaseSync, now: () => number): () => Estate {
  const facts = createFacts(database);
  const customers = database.prepare(`
    select count(*) as customers, count(problem) as unreachable,
      count(*) filter (where baseline_at is null and problem is null) as waiting,
      count(*) filter (where problem is null and checked_at < ?) as stale, max(checked_at) as checkedAt,
      count(*) filter (where failure > 0) as failing, ${outcomeSums} as outcomes
    from customers where shown = 1`);
  const alerts = database.prepare(`
    select count(*) filter (where acknowledged is null and coalesce(snoozed_until, 0) <= :now) as open,
      count(*) filter (where acknowledged is not null) as acknowledged,
      count(*) filter (where acknowledged is null and snoozed_until > :now) as snoozed,
      count(*) filter (where alerts.kind = 'overdue') as overdue
    from alerts join jobs on jobs.key = alerts.job_key where ended_at is null and jobs.shown = 1`);
  const traffic = database.prepare(`
    select coalesce(sum(polls), 0) as polls, coalesce(sum(errors), 0) as errors from traffic where hour > ?`);
  const read = (at: number): Estate => {
    const figures = customersSchema.parse(customers.get(at - staleMs));
    const { overdue, ...open } = alertsSchema.parse(alerts.get({ now: at }));
    return {
      ...figures,
      ...trafficSchema.parse(traffic.get(Math.floor(at / hourMs) - 24)),
      alerts: open,
      overdue,
      lastSweep: facts.get('sweep', sweepSchema),
      jobs: sumOf(figures.outcomes),
    };
  };

  // All that is written to the file is written by this connection.
  const writes = database.prepare('select total_changes() as count');
  let latest: { estate: Estate; writes: number; at: number } | null = null;
  return () => {
    const at = now();
    const written = writesSchema.parse(writes.get());
    if (latest?.writes === written && at >= latest.at && at < latest.at + holdMs) return latest.estate;
    latest = { estate: read(at), writes: written, at };
    return latest.estate;
  };
}
