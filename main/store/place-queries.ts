import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { placesSchema } from '../../shared/place.ts';
import type { PlaceQuery, Places } from '../../shared/place.ts';
import { textConditions } from './job-filter.ts';
import { rankOf, wordsOf } from './rank.ts';

/** So many jobs are looked at closer, the worst of those that hold the words. */
const candidates = 400;

const customerSchema = z.object({ id: z.string(), name: z.string(), listed: z.string() });
const jobSchema = placesSchema.shape.jobs.element;

/** Makes the question for customers and jobs by a few letters: the best match first, among equals the worst job. */
export function createPlaceQuery(database: DatabaseSync): (query: PlaceQuery) => Places {
  const customers = database.prepare(
    `select id, coalesce(display_name, name) as name, name as listed from customers where listed = 1
     order by sort_name, id`,
  );
  return ({ text, limit }) => {
    const words = wordsOf(text);
    if (words.length === 0) return { customers: [], jobs: [] };
    const best = <T>(rows: readonly T[], texts: (row: T) => readonly string[]): T[] =>
      rows
        .map((row) => ({ row, rank: rankOf(texts(row), words) }))
        .filter(({ rank }) => rank !== null)
        .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
        .slice(0, limit)
        .map(({ row }) => row);
    const conditions = textConditions(text);
    const jobs = database
      .prepare(
        `select jobs.key, coalesce(customers.display_name, customers.name) as customerName, jobs.module, jobs.name,
           jobs.outcome, jobs.search
         from jobs not indexed join customers on customers.id = jobs.customer_id
         where ${['jobs.shown = 1', ...conditions.map(({ sql }) => sql)].join(' and ')}
         order by jobs.severity, customers.sort_name, jobs.module limit ${candidates}`,
      )
      .all(...conditions.map(({ value }) => value))
      .map((row) => jobSchema.extend({ search: z.string() }).parse(row));
    return {
      customers: best(
        customers.all().map((row) => customerSchema.parse(row)),
        ({ name, listed }) => [name, listed],
      ).map(({ id, name }) => ({ id, name })),
      jobs: best(jobs, ({ customerName, module, name, search }) => [
        customerName,
        module,
        name ?? '',
        search,
      ]).map(({ key, customerName, module, name, outcome }) => ({
        key,
        customerName,
        module,
        name,
        outcome,
      })),
    };
  };
}
