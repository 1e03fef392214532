import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { AlertRow, AlertStatus } from '../../shared/alert.ts';
import type { JobRow, Reading } from '../../shared/model.ts';
import { outcomeLabels, outcomeSchema } from '../../shared/outcome.ts';
import type { JobFilter } from '../../shared/query.ts';
import type { AlertDesk } from './alert-desk.ts';
import type { JobQueries } from './job-queries.ts';

/** One line of an export. Instants are ISO 8601 in UTC, sizes bytes, durations seconds; null where nothing is known. */
export type ExportRow = Readonly<Record<string, string | number | null>>;

/** What a list shows, from its first row to its last, a page at a time. */
export interface ExportSource {
  jobs(filter: JobFilter): Iterable<ExportRow[]>;
  /** Every run that is kept of these jobs, job by job, the newest first; no page is longer than `mostRuns`. */
  runs(filter: JobFilter): Iterable<ExportRow[]>;
  alerts(status: AlertStatus, customerId: string | null): Iterable<ExportRow[]>;
}

/** The rows of a page of jobs or alerts; one of runs is of so many jobs at most. */
const pageSize = 500;
/** A job may have thousands of runs: so many are read in some ten milliseconds, in which nobody else is answered. */
export const mostRuns = 1000;

const runSchema = z.object({
  customer: z.string(),
  customer_id: z.string(),
  service: z.string(),
  module: z.string(),
  name: z.string().nullable(),
  run_key: z.string(),
  outcome: outcomeSchema,
  status: z.string(),
  total: z.number().nullable(),
  failed: z.number().nullable(),
  successful: z.number().nullable(),
  skipped: z.number().nullable(),
  warnings: z.number().nullable(),
  size: z.number().nullable(),
  start_at: z.number().nullable(),
  end_at: z.number().nullable(),
  duration: z.number().nullable(),
  first_seen_at: z.number(),
  told: z.string().nullable(),
});

export function createExportSource(
  database: DatabaseSync,
  jobs: JobQueries,
  alerts: AlertDesk,
): ExportSource {
  const runs = database.prepare(`
    select coalesce(customers.display_name, customers.name) as customer, jobs.customer_id, jobs.service, jobs.module,
      jobs.name, runs.run_key, runs.outcome, runs.status, runs.total, runs.failed, runs.successful, runs.skipped,
      runs.warnings, runs.size, runs.start_at, runs.end_at, runs.duration, runs.first_seen_at, runs.told
    from jobs join customers on customers.id = jobs.customer_id join runs on runs.job_key = jobs.key
    where jobs.id = :id and (coalesce(runs.start_at, runs.first_seen_at) < :begun
      or coalesce(runs.start_at, runs.first_seen_at) = :begun and runs.run_key > :run)
    order by coalesce(runs.start_at, runs.first_seen_at) desc, runs.run_key limit :limit`);

  /** The jobs of a filter as they are now, in pages: what is stored in the meantime neither adds nor repeats any. */
  function* pagesOf(filter: JobFilter): Iterable<number[]> {
    const ids = jobs.ids(filter);
    for (let from = 0; from < ids.length; from += pageSize) yield ids.slice(from, from + pageSize);
  }

  return {
    *jobs(filter) {
      for (const ids of pagesOf(filter)) yield jobs.byIds(ids).map(jobLine);
    },
    *runs(filter) {
      for (const ids of pagesOf(filter)) {
        let page: ExportRow[] = [];
        for (const id of ids) {
          let after = { begun: Number.MAX_SAFE_INTEGER, run: '' };
          for (;;) {
            const limit = mostRuns - page.length;
            const found = z.array(runSchema).parse(runs.all({ id, ...after, limit }));
            page.push(...found.map(runLine));
            const last = found.at(-1);
            if (last === undefined || found.length < limit) break;
            yield page;
            page = [];
            // What comes in the meantime is newer, and moves nothing.
            after = { begun: last.start_at ?? last.first_seen_at, run: last.run_key };
          }
        }
        yield page;
      }
    },
    *alerts(status, customerId) {
      const query = { status, limit: pageSize, ...(customerId === null ? {} : { customerId }) };
      for (let offset = 0; ; offset += pageSize) {
        const { rows } = alerts.list({ ...query, offset });
        yield rows.map(alertLine);
        if (rows.length < pageSize) return;
      }
    },
  };
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
const yes = (is: boolean): string => (is ? 'yes' : 'no');

/** A reading as its number, or as the text that came where it is none. */
const said = <T>({ text, value }: Reading, write: (value: number) => T): T | string | null => {
  if (value !== null) return write(value);
  return text === null || /^n\/a$/i.test(text) ? null : text;
};
const figure = (reading: Reading): number | string | null => said(reading, (value) => value);

const jobLine = (job: JobRow): ExportRow => ({
  customer: job.customerName,
  customerId: job.customerId,
  service: job.service,
  module: job.module,
  name: job.name,
  outcome: outcomeLabels[job.outcome],
  status: job.status,
  runId: job.runId,
  objects: figure(job.total),
  failed: figure(job.failed),
  successful: figure(job.successful),
  skipped: figure(job.skipped),
  warnings: figure(job.warnings),
  sizeInBytes: figure(job.size),
  start: said(job.start, instant),
  end: said(job.end, instant),
  durationInSeconds: said(job.duration, seconds),
  synchronised: said(job.modified, instant),
  checked: instant(job.checkedAt),
  longRunning: yes(job.longRunning),
  notListedSince: instant(job.vanishedAt),
});

const runLine = (run: z.infer<typeof runSchema>): ExportRow => ({
  customer: run.customer,
  customerId: run.customer_id,
  service: run.service,
  module: run.module,
  name: run.name,
  run: run.run_key,
  outcome: outcomeLabels[run.outcome],
  status: run.status,
  objects: run.total,
  failed: run.failed,
  successful: run.successful,
  skipped: run.skipped,
  warnings: run.warnings,
  sizeInBytes: run.size,
  start: instant(run.start_at),
  end: instant(run.end_at),
  durationInSeconds: seconds(run.duration),
  firstSeen: instant(run.first_seen_at),
  told: run.told,
});

const alertLine = (alert: AlertRow): ExportRow => ({
  customer: alert.job.customerName,
  customerId: alert.job.customerId,
  service: alert.job.service,
  module: alert.job.module,
  name: alert.job.name,
  kind: alert.kind,
  opened: instant(alert.openedAt),
  runsInARow: alert.runs,
  notified: instant(alert.notifiedAt),
  acknowledgedBy: alert.acknowledged?.by ?? null,
  acknowledged: instant(alert.acknowledged?.at ?? null),
  acknowledgedUntil: alert.acknowledged === null ? null : alert.acknowledged.scope,
  note: alert.acknowledged?.note ?? null,
  snoozedUntil: instant(alert.snoozedUntil),
  ended: instant(alert.endedAt),
  endedAs: alert.endedAs,
  outcome: outcomeLabels[alert.job.outcome],
  status: alert.job.status,
  runId: alert.job.runId,
});
