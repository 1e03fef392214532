import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { JobDetails, JobRow } from '../../shared/model.ts';
import { outcomes } from '../../shared/outcome.ts';
import { jobChoicesSchema } from '../../shared/query.ts';
import type { JobChoices } from '../../shared/query.ts';
import { createJobList } from './job-list.ts';
import type { JobList } from './job-list.ts';
import { jobRowColumns, jobRowTables, rowOf } from './job-row.ts';

const rawSchema = z.object({ raw: z.string() });
const tagSchema = z.object({ tag: z.string() }).transform(({ tag }) => tag);

/** The window's questions about jobs. */
export interface JobQueries extends JobList {
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
  const modules = database.prepare(
    `select service, module from modules
     order by sum(jobs) over (partition by service) desc, service, jobs desc, module`,
  );
  const tags = database.prepare(
    `select distinct value as tag from customers, json_each(customers.tags) where shown = 1 order by value collate nocase`,
  );

  return {
    ...createJobList(database, now),
    choices: () =>
      jobChoicesSchema.parse({ modules: modules.all(), tags: tags.all().map((row) => tagSchema.parse(row)) }),
    details: (key) => {
      const row = one.get(key);
      return row === undefined ? null : { ...rowOf(row), raw: rawSchema.parse(row).raw };
    },
    failing: (limit) => failing.all(limit).map(rowOf),
  };
}
