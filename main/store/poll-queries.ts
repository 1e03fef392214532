import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { PollLine } from '../../shared/diagnostics.ts';
import { problemCodeSchema } from '../../shared/problem.ts';

/** What the diagnostics ask of a database. */
export interface PollQueries {
  /** The latest polls, the newest first. */
  latest(limit: number): PollLine[];
  /** What could stand in a text; `also` are ids of customers who may stand there by another name. */
  names(text: string, also: readonly string[]): Names;
}

/** Names of a technician's customers, and of what they back up. */
export interface Names {
  /** Of every customer its names and its id. */
  customers: readonly (readonly string[])[];
  /** Of jobs those that stand in the text, of the customers that do: an estate may have a hundred thousand. */
  jobs: readonly string[];
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

const jobNameSchema = z.object({ name: z.string() }).transform(({ name }) => name);

export function createPollQueries(database: DatabaseSync): PollQueries {
  const latest = database.prepare(`
    select coalesce(customers.display_name, customers.name) as customer, polls.at, polls.ms, polls.problem
    from polls join customers on customers.id = polls.customer_id
    order by polls.id desc limit ?`);
  const customers = database.prepare('select id, name, display_name from customers');
  const jobs = database.prepare(`
    select distinct name from json_each(:ids) as standing
      join jobs on jobs.customer_id = standing.value and name is not null and instr(:text, name) > 0`);
  return {
    latest: (limit) => latest.all(limit).map((row) => pollSchema.parse(row)),
    names: (text, also) => {
      const all = customers.all().map((row) => namesSchema.parse(row));
      const standing = all.filter((names) => names.some((name) => text.includes(name)));
      const ids = [...new Set([...standing.map(([id]) => id), ...also])];
      const found = jobs.all({ ids: JSON.stringify(ids), text });
      return { customers: all, jobs: found.map((row) => jobNameSchema.parse(row)) };
    },
  };
}
