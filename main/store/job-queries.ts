import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import { jobSchema } from '../../shared/model.ts';
import type { JobDetails, JobRow } from '../../shared/model.ts';
import { outcomes } from '../../shared/outcome.ts';
import { jobChoicesSchema } from '../../shared/query.ts';
import type { JobChoices, JobFilter, JobPage, JobQuery, JobSort } from '../../shared/query.ts';
import { outcomeCountsSchema } from '../../shared/state.ts';
import type { OutcomeCounts } from '../../shared/state.ts';
import { conditionsOf, outcomeCondition } from './job-filter.ts';
import { isOfCustomers, orderOf } from './job-order.ts';

const rowSchema = z.object({
  body: z.string(),
  name: z.string(),
  checked_at: z.number().nullable(),
  vanished_at: z.number().nullable(),
  long_running: z.number(),
});
const detailsSchema = rowSchema.extend({ raw: z.string() });
const idSchema = z.object({ id: z.number() }).transform(({ id }) => id);
const changesSchema = z.object({ changes: z.number() });
const countsSchema = z
  .object({ counts: z.string() })
  .transform(({ counts }) => outcomeCountsSchema.parse(JSON.parse(counts)));
const tagSchema = z.object({ tag: z.string() }).transform(({ tag }) => tag);

/** The columns that make a job's row, for every query that shows one; they come from `jobRowTables`. */
export const jobRowColumns =
  'job_answers.body, coalesce(customers.display_name, customers.name) as name, customers.checked_at, jobs.vanished_at, jobs.long_running';

export const jobRowTables =
  'jobs join customers on customers.id = jobs.customer_id join job_answers on job_answers.id = jobs.id';

/** The number of jobs of each outcome over customers, and over jobs, as JSON. */
export const outcomeSums = `json_object(${outcomes
  .map((outcome) => `'${outcome}', coalesce(sum(${outcome}), 0)`)
  .join(', ')})`;
const outcomeTallies = `json_object(${outcomes
  .map((outcome) => `'${outcome}', count(*) filter (where jobs.outcome = '${outcome}')`)
  .join(', ')})`;

/** The window's questions about jobs. */
export interface JobQueries {
  list(query: JobQuery): JobPage;
  /** All jobs that a filter lets through, in order, by their numbers in the database. */
  ids(filter: JobFilter): number[];
  byIds(ids: readonly number[]): JobRow[];
  choices(): JobChoices;
  details(key: string): JobDetails | null;
  /** The jobs that have failed, the latest first, at most so many. */
  failing(limit: number): JobRow[];
}

/** Makes them. `now`: UTC ms. */
export function createJobQueries(database: DatabaseSync, now: () => number): JobQueries {
  const one = database.prepare(
    `select ${jobRowColumns}, job_answers.raw from ${jobRowTables} where jobs.key = ?`,
  );
  const failing = database.prepare(
    `select ${jobRowColumns} from ${jobRowTables}
     where jobs.outcome = 'failure' and jobs.severity = ${outcomes.indexOf('failure')} and jobs.shown = 1 order by jobs.start_at desc limit ?`,
  );
  const all = database.prepare(`select ${outcomeSums} as counts from customers where shown = 1`);
  const chosen = database.prepare(
    `select ${jobRowColumns} from json_each(?) as wanted cross join jobs on jobs.id = wanted.value
     join customers on customers.id = jobs.customer_id join job_answers on job_answers.id = jobs.id
     order by wanted.key`,
  );
  const modules = database.prepare(
    `select service, module from modules
     order by sum(jobs) over (partition by service) desc, service, jobs desc, module`,
  );
  const tags = database.prepare(
    `select distinct value as tag from customers, json_each(customers.tags) where shown = 1 order by value collate nocase`,
  );
  const changes = database.prepare('select total_changes() as changes');
  /** The figures of the filter that was asked for last, for as long as nothing is written. */
  let counted: { of: string; changes: number; counts: OutcomeCounts } | null = null;

  /** UTC ms to the minute, so that all pages of a list and its figures are of one time. */
  const minute = (): number => Math.floor(now() / 60_000) * 60_000;

  const countsOf = (filter: JobFilter): OutcomeCounts => {
    const { sql, values } = conditionsOf(filter, minute());
    if (sql.length === 0) return countsSchema.parse(all.get());
    const of = JSON.stringify([sql, values]);
    const state = changesSchema.parse(changes.get());
    if (counted?.of === of && counted.changes === state.changes) return counted.counts;
    const query = `select ${outcomeTallies} as counts from jobs not indexed where ${['jobs.shown = 1', ...sql].join(' and ')}`;
    const counts = countsSchema.parse(database.prepare(query).get(...values));
    counted = { of, changes: state.changes, counts };
    return counts;
  };

  const idsOf = (filter: JobFilter, offset: number, limit: number): number[] => {
    const [rest, outcome] = [conditionsOf(filter, minute()), outcomeCondition(filter.outcome)];
    const conditions = [...rest.sql, ...outcome.sql];
    const values: SQLInputValue[] = [...rest.values, ...outcome.values, limit, offset];
    const sql = `select jobs.id from ${tablesFor(filter.sort, conditions.length > 0)}
      where ${['jobs.shown = 1', ...conditions].join(' and ')} order by ${orderOf(filter.sort)} limit ? offset ?`;
    return database
      .prepare(sql)
      .all(...values)
      .map((row) => idSchema.parse(row));
  };

  const byIds = (ids: readonly number[]): JobRow[] => chosen.all(JSON.stringify(ids)).map(rowOf);

  return {
    list: ({ offset, limit, ...filter }) => {
      const counts = countsOf(filter);
      const { not, values } = filter.outcome;
      const wanted = values.length === 0 ? outcomes : outcomes.filter((one) => values.includes(one) !== not);
      return {
        rows: byIds(idsOf(filter, offset, limit)),
        matched: wanted.reduce((sum, outcome) => sum + counts[outcome], 0),
        total: sumOf(countsSchema.parse(all.get())),
        outcomes: counts,
      };
    },
    ids: (filter) => idsOf(filter, 0, -1),
    byIds,
    choices: () =>
      jobChoicesSchema.parse({ modules: modules.all(), tags: tags.all().map((row) => tagSchema.parse(row)) }),
    details: (key) => {
      const row = detailsSchema.optional().parse(one.get(key));
      return row === undefined ? null : { ...rowOf(row), raw: row.raw };
    },
    failing: (limit) => failing.all(limit).map(rowOf),
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

/** A job's row from its columns. */
export function rowOf(row: unknown): JobRow {
  const columns = rowSchema.parse(row);
  return {
    ...jobSchema.parse(JSON.parse(columns.body)),
    customerName: columns.name,
    checkedAt: columns.checked_at,
    vanishedAt: columns.vanished_at,
    longRunning: columns.long_running === 1,
  };
}

/** No job of any outcome. */
export const noJobs: OutcomeCounts = {
  failure: 0,
  warning: 0,
  unknown: 0,
  running: 0,
  success: 0,
  neutral: 0,
  idle: 0,
};

export const sumOf = (counts: OutcomeCounts): number => Object.values(counts).reduce((a, b) => a + b, 0);
