import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { outcomes, outcomeSchema } from '../../shared/outcome.ts';
import { lastMidnights, stripDays } from '../../shared/overview.ts';
import type { Day, Overview } from '../../shared/overview.ts';
import { jobRowColumns, jobRowTables, rowOf } from './job-queries.ts';
import type { CustomerQueries } from './customer-queries.ts';
import { createUsualDuration } from './usual-duration.ts';

const few = 8;
/** Milliseconds for which the count of a day holds: days that are over change rarely, by a late answer. */
const holdsFor = { today: 2000, over: 3_600_000 };

const tallySchema = z.object({ outcome: outcomeSchema, runs: z.number() });

/** Makes the query behind the first page. `now`: UTC ms. */
export function createOverviewQuery(
  database: DatabaseSync,
  customers: CustomerQueries,
  now: () => number,
): () => Overview {
  const running = database.prepare(`
    select ${jobRowColumns} from ${jobRowTables}
    where jobs.id in (
      select id from jobs where severity = ${outcomes.indexOf('running')} and shown = 1
      order by start_at nulls last, id limit ${few})
    order by jobs.start_at nulls last, jobs.id`);
  const usualDuration = createUsualDuration(database);
  const runs = database.prepare(`
    select outcome, count(*) as runs from runs
    where coalesce(start_at, first_seen_at) >= ? and coalesce(start_at, first_seen_at) < ? group by outcome`);
  const counted = new Map<number, { at: number; day: Day }>();

  const dayFrom = (start: number, end: number, at: number, holds: number): Day => {
    const known = counted.get(start);
    if (known !== undefined && at >= known.at && at - known.at < holds) return known.day;
    const tally = runs.all(start, end).map((row) => tallySchema.parse(row));
    const day = { start, runs: Object.fromEntries(tally.map((one) => [one.outcome, one.runs])) };
    counted.set(start, { at, day });
    return day;
  };

  return () => {
    const at = now();
    const midnights = lastMidnights(stripDays, at);
    for (const start of counted.keys()) if (!midnights.includes(start)) counted.delete(start);
    const { rows, count } = customers.trouble(few);
    return {
      trouble: rows,
      troubled: count,
      running: running
        .all()
        .map(rowOf)
        .map((job) => ({ ...job, usualDuration: usualDuration(job.key) })),
      days: midnights.map((start, index) => {
        const end = midnights[index + 1];
        return end === undefined
          ? dayFrom(start, Number.MAX_SAFE_INTEGER, at, holdsFor.today)
          : dayFrom(start, end, at, holdsFor.over);
      }),
    };
  };
}
