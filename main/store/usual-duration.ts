import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const durationSchema = z.object({ duration: z.number() });

/** Makes the question how long a job's runs take: the middle (ms) of its last ones, null where none is known. */
export function createUsualDuration(database: DatabaseSync): (jobKey: string) => number | null {
  const durations = database.prepare(`
    select duration from runs where job_key = ? and duration is not null and outcome in ('success', 'warning')
    order by start_at desc limit 20`);
  return (jobKey) => {
    const known = durations.all(jobKey).map((row) => durationSchema.parse(row).duration);
    return known.toSorted((a, b) => a - b)[Math.floor(known.length / 2)] ?? null;
  };
}
