import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../avepoint/clock.ts';
import { inTransaction } from './database.ts';

const dayMs = 86_400_000;
const trafficHours = 48;
/** So many rows at a time, that nobody waits for it. */
const portion = 500;

/** Drops what is older than it is kept for, a little at each step. */
export interface Pruning {
  step(): void;
}

/** Makes it. The latest run of each job and open alerts are kept whatever their age. */
export function createPruning(database: DatabaseSync, keepDays: () => number, clock: Clock): Pruning {
  const runs = database.prepare(`
    delete from runs where (job_key, run_key) in (
      select runs.job_key, runs.run_key from runs join jobs on jobs.key = runs.job_key
      where coalesce(runs.start_at, runs.first_seen_at) < ? and runs.run_key is not jobs.run_key limit ?)`);
  const alerts = database.prepare(
    'delete from alerts where id in (select id from alerts where ended_at < ? limit ?)',
  );
  const notices = database.prepare(
    'delete from notices where id in (select id from notices where shown_at < ? limit ?)',
  );
  const traffic = database.prepare('delete from traffic where hour < ?');
  return {
    step: () => {
      const oldest = clock.now() - keepDays() * dayMs;
      inTransaction(database, () => {
        for (const statement of [runs, alerts, notices]) statement.run(oldest, portion);
        traffic.run(Math.floor(clock.now() / 3_600_000) - trafficHours);
      });
    },
  };
}
