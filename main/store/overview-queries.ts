import type { DatabaseSync } from 'node:sqlite';
import { outcomes } from '../../shared/outcome.ts';
import type { Overview } from '../../shared/overview.ts';
import { jobRowColumns, jobRowTables, rowOf } from './job-row.ts';
import type { CustomerQueries } from './customer-queries.ts';
import { createRunDays } from './run-days.ts';
import { createUsualDuration } from './usual-duration.ts';

const few = 8;

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
  const runDays = createRunDays(database);

  return () => {
    const { rows, count } = customers.trouble(few);
    return {
      trouble: rows,
      troubled: count,
      running: running
        .all()
        .map(rowOf)
        .map((job) => ({ ...job, usualDuration: usualDuration(job.key) })),
      days: runDays(now()),
    };
  };
}
