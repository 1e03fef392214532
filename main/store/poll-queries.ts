import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { PollLine } from '../../shared/diagnostics.ts';
import { problemCodeSchema } from '../../shared/problem.ts';

/** What the diagnostics ask of a database. */
export interface PollQueries {
  /** The latest polls, the newest first. */
  latest(limit: number): PollLine[];
  /** Every name and id under which a customer could stand in a text, by customer. */
  names(): string[][];
}

const pollSchema = z.object({
  customer: z.string(),
  at: z.number(),
  ms: z.number(),
  // One of an earlier version may be of a kind that is no more.
  problem: problemCodeSchema.nullable().catch('unexpected'),
});
const namesSchema = z
  .object({ id: z.string(), name: z.string(), display_name: z.string().nullable() })
  .transform(({ id, name, display_name: own }) => [id, name, ...(own === null ? [] : [own])]);

export function createPollQueries(database: DatabaseSync): PollQueries {
  const latest = database.prepare(`
    select coalesce(customers.display_name, customers.name) as customer, polls.at, polls.ms, polls.problem
    from polls join customers on customers.id = polls.customer_id
    order by polls.id desc limit ?`);
  const names = database.prepare('select id, name, display_name from customers');
  return {
    latest: (limit) => latest.all(limit).map((row) => pollSchema.parse(row)),
    names: () => names.all().map((row) => namesSchema.parse(row)),
  };
}
