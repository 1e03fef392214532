import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { outcomeSchema } from '../../shared/outcome.ts';
import { lastMidnights, stripDays } from '../../shared/overview.ts';
import type { Day } from '../../shared/overview.ts';

const tallySchema = z.object({ outcome: outcomeSchema, runs: z.number() });
const touchedSchema = z.object({ since: z.number().nullable() });

/** Where today ends, which has no next midnight yet. */
const openEnd = Number.MAX_SAFE_INTEGER;

/**
 * Makes the count of all runs by day, of the last 28 days in the person's time zone, oldest first. A day is counted
 * again only once one of its runs has come or changed, which this connection's triggers note: what is long over costs
 * nothing, and the runs that a first check or the answers after an outage bring are there at once.
 */
export function createRunDays(database: DatabaseSync): (at: number) => Day[] {
  database.exec(`
    create temp table touched_runs (since integer);
    insert into touched_runs values (null);
    create temp trigger run_came after insert on main.runs begin
      update touched_runs set since = min(ifnull(since, ${openEnd}), coalesce(new.start_at, new.first_seen_at));
    end;
    create temp trigger run_changed after update on main.runs begin
      update touched_runs set since = min(ifnull(since, ${openEnd}), coalesce(old.start_at, old.first_seen_at),
        coalesce(new.start_at, new.first_seen_at));
    end`);
  const touched = database.prepare('select since from touched_runs');
  const settle = database.prepare('update touched_runs set since = null');
  const tally = database.prepare(`
    select outcome, count(*) as runs from runs
    where coalesce(start_at, first_seen_at) >= ? and coalesce(start_at, first_seen_at) < ? group by outcome`);
  // By their beginnings; today gets another end once tomorrow has begun, and a day another one with the time zone.
  const counted = new Map<number, { end: number; day: Day }>();

  const forgetTouched = (): void => {
    const { since } = touchedSchema.parse(touched.get());
    if (since === null) return;
    settle.run();
    for (const [start, { end }] of counted) if (end > since) counted.delete(start);
  };

  const dayOf = (start: number, end: number): Day => {
    const known = counted.get(start);
    if (known?.end === end) return known.day;
    const rows = tally.all(start, end).map((row) => tallySchema.parse(row));
    const day = { start, runs: Object.fromEntries(rows.map(({ outcome, runs }) => [outcome, runs])) };
    counted.set(start, { end, day });
    return day;
  };

  return (at) => {
    forgetTouched();
    const midnights = lastMidnights(stripDays, at);
    for (const start of counted.keys()) if (!midnights.includes(start)) counted.delete(start);
    return midnights.map((start, index) => dayOf(start, midnights[index + 1] ?? openEnd));
  };
}
