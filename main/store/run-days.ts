import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { outcomeSchema } from '../../shared/outcome.ts';
import { lastMidnights, stripDays } from '../../shared/overview.ts';
import type { Day } from '../../shared/overview.ts';

/** Runs are counted by the quarter of an hour, with which every day of every time zone begins. */
export const quarterMs = 900_000;
const tallySchema = z.object({ outcome: outcomeSchema, runs: z.number() });

/** Makes the count of all runs by day, of the last 28 days in the person's time zone, oldest first. `at`: UTC ms. */
export function createRunDays(database: DatabaseSync): (at: number) => Day[] {
  const tally = database.prepare(`
    select outcome, sum(runs) as runs from run_quarters
    where quarter >= ? and quarter < ? group by outcome having sum(runs) > 0`);

  return (at) => {
    const midnights = lastMidnights(stripDays, at);
    return midnights.map((start, index) => {
      // Today has no next midnight yet.
      const end = midnights[index + 1] ?? Number.MAX_SAFE_INTEGER;
      const rows = tally.all(start / quarterMs, end / quarterMs).map((row) => tallySchema.parse(row));
      return { start, runs: Object.fromEntries(rows.map(({ outcome, runs }) => [outcome, runs])) };
    });
  };
}
