import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import { jobSchema } from '../../shared/model.ts';
import type { JobDetails, JobRow } from '../../shared/model.ts';
import { outcomes, outcomeSchema } from '../../shared/outcome.ts';
import type { JobColumn, JobPage, JobQuery } from '../../shared/query.ts';
import type { OutcomeCounts } from '../../shared/state.ts';

const rowSchema = z.object({
  body: z.string(),
  name: z.string(),
  checked_at: z.number().nullable(),
  vanished_at: z.number().nullable(),
  long_running: z.number(),
});
const detailsSchema = rowSchema.extend({ raw: z.string() });
const tallySchema = z.array(z.object({ outcome: outcomeSchema, jobs: z.number() }));

/** What each column is sorted by; further keys keep the order steady. */
const orders: Readonly<Record<JobColumn, string>> = {
  outcome: 'jobs.severity',
  customer: 'coalesce(customers.display_name, customers.name) collate nocase',
  service: 'jobs.service collate nocase',
  module: 'jobs.module collate nocase',
  status: 'jobs.status collate nocase',
  total: 'jobs.total',
  failed: 'jobs.failed',
  start: 'jobs.start_at',
  end: 'jobs.end_at',
  duration: 'jobs.duration',
};

/** The columns that make a job's row, for every query that shows one. */
export const jobRowColumns =
  'jobs.body, coalesce(customers.display_name, customers.name) as name, customers.checked_at, jobs.vanished_at, jobs.long_running';

const joined = 'from jobs join customers on customers.id = jobs.customer_id';

/** Leaves out what is not looked at any more: customers that the service no longer lists or nobody watches. */
export const isWatched = 'jobs.customer_id in (select id from customers where listed = 1 and watched = 1)';

/** The window's questions about jobs. */
export interface JobQueries {
  list(query: JobQuery): JobPage;
  details(key: string): JobDetails | null;
  /** The jobs that have failed, the latest first, at most so many. */
  failing(limit: number): JobRow[];
}

export function createJobQueries(database: DatabaseSync): JobQueries {
  const one = database.prepare(`select ${jobRowColumns}, jobs.raw ${joined} where jobs.key = ?`);
  const failing = database.prepare(
    `select ${jobRowColumns} ${joined}
     where jobs.outcome = 'failure' and ${isWatched} order by jobs.start_at desc, customers.name limit ?`,
  );
  const total = database.prepare(
    `select outcome, count(*) as jobs from jobs where ${isWatched} group by outcome`,
  );

  return {
    list: (query) => {
      const words = query.text
        .toLocaleLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      const text = [isWatched, ...words.map(() => 'instr(jobs.search, ?) > 0')];
      const chosen = query.outcomes.map(() => '?').join(', ');
      const where = clause([...text, ...(chosen === '' ? [] : [`jobs.outcome in (${chosen})`])]);
      const parameters: SQLInputValue[] = [...words, ...query.outcomes];
      const direction = query.sort.descending ? 'desc' : 'asc';
      const rows = database
        .prepare(
          `select ${jobRowColumns} ${joined} ${where}
           order by ${orders[query.sort.column]} ${direction} nulls last, jobs.start_at desc, customers.name, jobs.key
           limit ? offset ?`,
        )
        .all(...parameters, query.limit, query.offset);
      const found = countByOutcome(
        database
          .prepare(`select outcome, count(*) as jobs from jobs ${clause(text)} group by outcome`)
          .all(...words),
      );
      const wanted = query.outcomes.length === 0 ? outcomes : query.outcomes;
      return {
        rows: rows.map(rowOf),
        matched: [...new Set(wanted)].reduce((sum, outcome) => sum + found[outcome], 0),
        total: sumOf(countByOutcome(total.all())),
        outcomes: found,
      };
    },
    details: (key) => {
      const row = detailsSchema.optional().parse(one.get(key));
      return row === undefined ? null : { ...rowOf(row), raw: row.raw };
    },
    failing: (limit) => failing.all(limit).map(rowOf),
  };
}

const clause = (conditions: readonly string[]): string => `where ${conditions.join(' and ')}`;

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

/** Rows of outcome and number of jobs, as a figure for each outcome. */
export function countByOutcome(rows: unknown): OutcomeCounts {
  const counts: OutcomeCounts = {
    failure: 0,
    warning: 0,
    unknown: 0,
    running: 0,
    success: 0,
    neutral: 0,
    idle: 0,
  };
  for (const { outcome, jobs } of tallySchema.parse(rows)) counts[outcome] = jobs;
  return counts;
}

const sumOf = (counts: OutcomeCounts): number => Object.values(counts).reduce((a, b) => a + b, 0);
