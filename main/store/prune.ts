import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../avepoint/clock.ts';
import { inTransaction } from './transaction.ts';

const dayMs = 86_400_000;
const trafficHours = 48;
/** So many rows at a time, that nobody waits for it. */
const portion = 500;

/** Drops what is older than it is kept for, a little at each step. */
export interface Pruning {
  step(): void;
}

/** Kept of each job whatever their age: a run that the service still shows and the store forgot would be told again. */
const latestRuns = 20;
const restMs = 3_600_000;

/** Makes it. Open alerts and the latest runs of each job stay; once little is left to drop it rests for an hour. */
export function createPruning(database: DatabaseSync, keepDays: () => number, clock: Clock): Pruning {
  const runs = database.prepare(`
    delete from runs where (job_key, run_key) in (
      select job_key, run_key from runs
      where coalesce(start_at, first_seen_at) < ? and ${latestRuns} <= (
        select count(*) from runs as newer where newer.job_key = runs.job_key
          and coalesce(newer.start_at, newer.first_seen_at) > coalesce(runs.start_at, runs.first_seen_at))
      limit ?)`);
  const alerts = database.prepare(
    'delete from alerts where id in (select id from alerts where ended_at < ? limit ?)',
  );
  const notices = database.prepare(
    'delete from notices where id in (select id from notices where shown_at < ? limit ?)',
  );
  const traffic = database.prepare('delete from traffic where hour < ?');
  let restUntil = Number.NEGATIVE_INFINITY;
  return {
    step: () => {
      if (clock.elapsed() < restUntil) return;
      const oldest = clock.now() - keepDays() * dayMs;
      inTransaction(database, () => {
        const dropped = [runs, alerts, notices].map((statement) => statement.run(oldest, portion).changes);
        if (dropped.every((count) => Number(count) < portion)) restUntil = clock.elapsed() + restMs;
        traffic.run(Math.floor(clock.now() / 3_600_000) - trafficHours);
      });
    },
  };
}
