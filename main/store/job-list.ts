import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import type { JobRow } from '../../shared/model.ts';
import { outcomes } from '../../shared/outcome.ts';
import type { JobFilter, JobPage, JobQuery, JobSort } from '../../shared/query.ts';
import type { OutcomeCounts } from '../../shared/state.ts';
import { conditionsOf, outcomeCondition } from './job-filter.ts';
import type { Conditions } from './job-filter.ts';
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

/** A list in SQL: where its jobs come from and what each of them fulfils, with the values of that, and their order. */
interface Parts {
  from: string;
  values: SQLInputValue[];
  order: string;
  /** The order that a list comes up with is that of an index, along which any place is found at once. */
  isIndexed: boolean;
}

/** The list that was asked for last, as it was then: its pages are of one time, and its order is found once. */
interface Kept {
  of: string;
  parts: Parts;
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

  /** By outcome, whatever the filter says of that; `everyone` are the figures of all jobs. */
  const countsOf = ({ sql, values }: Conditions, everyone: OutcomeCounts): OutcomeCounts => {
    if (sql.length === 0) return everyone;
    const query = `select ${outcomeTallies} as counts from jobs not indexed where ${['jobs.shown = 1', ...sql].join(' and ')}`;
    return countsSchema.parse(database.prepare(query).get(...values));
  };

  const keep = (of: string, filter: JobFilter): Kept => {
    const conditions = conditionsOf(filter, now());
    const everyone = countsSchema.parse(all.get());
    const counts = countsOf(conditions, everyone);
    return { of, parts: partsOf(filter, conditions), counts, total: sumOf(everyone), ids: null };
  };

  const idsOf = ({ from, values, order }: Parts): number[] => {
    // As one text, since a row for each number takes twice as long, and sorted within, since an order of the function's
    // own takes three times as long.
    const query = `select json_group_array(id) as ids from (select jobs.id from ${from} order by ${order})`;
    return idsSchema.parse(database.prepare(query).get(...values));
  };

  const pageOf = (list: Kept, offset: number, limit: number): number[] => {
    const { from, values, order, isIndexed } = list.parts;
    // Deep in any other order, finding all of it takes less time than finding a part.
    if (!isIndexed && (offset > 0 || list.ids !== null)) {
      list.ids ??= idsOf(list.parts);
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
      if (!continues || kept?.of !== of) kept = keep(of, filter);
      const { counts, total } = kept;
      const { not, values } = filter.outcome;
      const wanted = values.length === 0 ? outcomes : outcomes.filter((one) => values.includes(one) !== not);
      return {
        rows: byIds(pageOf(kept, offset, limit)),
        matched: wanted.reduce((sum, outcome) => sum + counts[outcome], 0),
        total,
        outcomes: counts,
      };
    },
    ids: (filter) => idsOf(partsOf(filter, conditionsOf(filter, now()))),
    byIds,
  };
}

/** A filter's list; `rest` are its conditions but for that on the outcome. */
function partsOf({ outcome, sort }: JobFilter, rest: Conditions): Parts {
  const one = outcomeCondition(outcome);
  const conditions = [...rest.sql, ...one.sql];
  const isFiltered = conditions.length > 0;
  const isIndexed = !isFiltered && sort.column === 'outcome';
  return {
    from: `${tablesFor(sort, isFiltered, isIndexed)} where ${['jobs.shown = 1', ...conditions].join(' and ')}`,
    values: [...rest.values, ...one.values],
    order: orderOf(sort),
    isIndexed,
  };
}

/**
 * Where a list comes from. Unfiltered and in the order that it comes up with it follows that order's index, so that any
 * place in it is found at once; everything else is found fastest by going through the whole narrow table.
 */
function tablesFor({ column }: JobSort, isFiltered: boolean, isIndexed: boolean): string {
  const customers = 'customers on customers.id = jobs.customer_id';
  if (!isOfCustomers(column)) return isIndexed ? 'jobs' : 'jobs not indexed';
  return isFiltered
    ? `jobs not indexed join ${customers}`
    : 'customers cross join jobs on jobs.customer_id = customers.id';
}
