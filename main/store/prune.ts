import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Clock } from '../avepoint/clock.ts';
import { quarterMs } from './run-days.ts';
import { inTransaction } from './transaction.ts';

const dayMs = 86_400_000;
const trafficHours = 48;
/** So many rows, or the runs of so many jobs, at a time, that nobody waits for it. */
const portion = { rows: 500, jobs: 100 };

/** Drops what is older than it is kept for, a little at each step. */
export interface Pruning {
  step(): void;
}

/** Kept of each job whatever their age: a run that the service still shows and the store forgot would be told again. */
const latestRuns = 20;
const restMs = 3_600_000;

const keySchema = z.object({ key: z.string() }).transform(({ key }) => key);

/** Makes it. Open alerts and the latest runs of each job stay; once all jobs were gone through it rests for an hour. */
export function createPruning(database: DatabaseSync, keepDays: () => number, clock: Clock): Pruning {
  const jobs = database.prepare('select key from jobs where key > ? order by key limit ?');
  const runs = database.prepare(`
    delete from runs where job_key = ? and coalesce(start_at, first_seen_at) < ? and run_key not in (
      select run_key from runs where job_key = ? order by coalesce(start_at, first_seen_at) desc limit ${latestRuns})`);
  // An overdue job that somebody closed stays closed until it finishes a run.
  const alerts = database.prepare(`
    delete from alerts where id in (
      select id from alerts where ended_at < ? and not (kind = 'overdue' and ended_as = 'closed' and exists (
        select 1 from jobs where key = job_key and coalesce(finished_at, 0) < opened_at))
      limit ?)`);
  const notices = database.prepare(
    'delete from notices where id in (select id from notices where shown_at < ? limit ?)',
  );
  const traffic = database.prepare('delete from traffic where hour < ?');
  const quarters = database.prepare('delete from run_quarters where quarter < ? and runs = 0');
  let restUntil = Number.NEGATIVE_INFINITY;
  /** The job after which it goes on. */
  let last = '';

  /** Drops the old runs of the next jobs; whether those were the last ones. */
  const dropRuns = (oldest: number): boolean => {
    const keys = jobs.all(last, portion.jobs).map((row) => keySchema.parse(row));
    for (const key of keys) runs.run(key, oldest, key);
    const isOver = keys.length < portion.jobs;
    last = isOver ? '' : (keys.at(-1) ?? '');
    return isOver;
  };

  return {
    step: () => {
      if (clock.elapsed() < restUntil) return;
      const oldest = clock.now() - keepDays() * dayMs;
      inTransaction(database, () => {
        const dropped = [alerts, notices].map((statement) => statement.run(oldest, portion.rows).changes);
        const isOver = dropRuns(oldest) && dropped.every((count) => Number(count) < portion.rows);
        if (isOver) restUntil = clock.elapsed() + restMs;
        traffic.run(Math.floor(clock.now() / 3_600_000) - trafficHours);
        quarters.run(Math.floor(oldest / quarterMs));
      });
    },
  };
}
