import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { JobRow } from '../../shared/model.ts';
import { outcomes } from '../../shared/outcome.ts';
import type { JobFilter, JobPage, JobQuery, JobSort } from '../../shared/query.ts';
import type { OutcomeCounts } from '../../shared/state.ts';
import { conditionsOf, outcomeCondition } from './job-filter.ts';
import { isOfCustomers, orderOf } from './job-order.ts';
import { jobRowColumns, rowOf } from './job-row.ts';
import { countsSchema, outcomeSums, outcomeTallies, sumOf } from './outcome-figures.ts';

const idSchema = z.object({ id: z.number() }).transform(({ id }) => id);
const idsSchema = z
  .object({ ids: z.string() })
  .transform(({ ids }) => z.array(z.number()).parse(JSON.parse(ids)));

/** The list of jobs that a filter lets through, in its order. */
export interface JobList {
  list(query: JobQuery): JobPage;
  /** All of them, by their numbers in the database. */
  ids(filter: JobFilter): number[];
  byIds(ids: readonly number[]): JobRow[];
}

/** The list that was asked for last, as it was then: its pages are of one time, and its order is found once. */
interface Kept {
  of: string;
  /** When that was (UTC ms). */
  at: number;
  counts: OutcomeCounts;
  /** How many jobs there are, whatever the filter. */
  total: number;
  /** All jobs of it in order; null while no page was asked for that needs that. */
  ids: number[] | null;
}

/** Makes it. `now`: UTC ms. */
export function createJobList(database: DatabaseSync, now: () => number): JobList {
  const all = database.prepare(`select ${outcomeSums} as counts from customers where shown = 1`);
  const chosen = database.prepare(
    `select ${jobRowColumns} from json_each(?) as wanted cross join jobs on jobs.id = wanted.value
     join customers on customers.id = jobs.customer_id join job_answers on job_answers.id = jobs.id
     order by wanted.key`,
  );
  let kept: Kept | null = null;

  const countsOf = (filter: JobFilter, at: number): OutcomeCounts => {
    const { sql, values } = conditionsOf(filter, at);
    if (sql.length === 0) return countsSchema.parse(all.get());
    const query = `select ${outcomeTallies} as counts from jobs not indexed where ${['jobs.shown = 1', ...sql].join(' and ')}`;
    return countsSchema.parse(database.prepare(query).get(...values));
  };

  /** Where the jobs of a filter come from, and what each of them fulfils. */
  const partsOf = (filter: JobFilter, at: number) => {
    const [rest, outcome] = [conditionsOf(filter, at), outcomeCondition(filter.outcome)];
    const conditions = ['jobs.shown = 1', ...rest.sql, ...outcome.sql];
    return {
      from: `${tablesFor(filter.sort, conditions.length > 1)} where ${conditions.join(' and ')}`,
      order: orderOf(filter.sort),
      values: [...rest.values, ...outcome.values],
      // The order that a list comes up with is that of an index, along which any place is found at once.
      isIndexed: conditions.length === 1 && filter.sort.column === 'outcome',
    };
  };

  const idsOf = (filter: JobFilter, at: number): number[] => {
    const { from, order, values } = partsOf(filter, at);
    // As one text, since a row for each number takes twice as long, and sorted within, since an order of the function's own
    // takes three times as long.
    const query = `select json_group_array(id) as ids from (select jobs.id from ${from} order by ${order})`;
    return idsSchema.parse(database.prepare(query).get(...values));
  };

  const pageOf = (filter: JobFilter, list: Kept, offset: number, limit: number): number[] => {
    const { from, order, values, isIndexed } = partsOf(filter, list.at);
    // Deep in any other order, finding all of it takes less time than finding a part.
    if (!isIndexed && (offset > 0 || list.ids !== null)) {
      list.ids ??= idsOf(filter, list.at);
      return list.ids.slice(offset, offset + limit);
    }
    return database
      .prepare(`select jobs.id from ${from} order by ${order} limit ? offset ?`)
      .all(...values, limit, offset)
      .map((row) => idSchema.parse(row));
  };

  const byIds = (numbers: readonly number[]): JobRow[] => chosen.all(JSON.stringify(numbers)).map(rowOf);

  return {
    list: ({ offset, limit, continues = false, ...filter }) => {
      const of = JSON.stringify(filter);
      if (!continues || kept?.of !== of) {
        const at = now();
        const total = sumOf(countsSchema.parse(all.get()));
        kept = { of, at, counts: countsOf(filter, at), total, ids: null };
      }
      const { counts, total } = kept;
      const { not, values } = filter.outcome;
      const wanted = values.length === 0 ? outcomes : outcomes.filter((one) => values.includes(one) !== not);
      return {
        rows: byIds(pageOf(filter, kept, offset, limit)),
        matched: wanted.reduce((sum, outcome) => sum + counts[outcome], 0),
        total,
        outcomes: counts,
      };
    },
    ids: (filter) => idsOf(filter, now()),
    byIds,
  };
}

/**
 * Where a list comes from. Unfiltered and in the order that it comes up with it follows that order's index, so that any
 * place in it is found at once; everything else is found fastest by going through the whole narrow table.
 */
function tablesFor({ column }: JobSort, isFiltered: boolean): string {
  const customers = 'customers on customers.id = jobs.customer_id';
  if (!isOfCustomers(column)) return isFiltered || column !== 'outcome' ? 'jobs not indexed' : 'jobs';
  return isFiltered
    ? `jobs not indexed join ${customers}`
    : 'customers cross join jobs on jobs.customer_id = customers.id';
}
