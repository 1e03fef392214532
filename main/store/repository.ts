import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { outcomeSchema } from '../../shared/outcome.ts';
import type { AlertChange, Decision, RunRecord } from '../monitor/decide.ts';
import type { Repository } from '../monitor/repository.ts';
import { runKeyOf } from '../monitor/run.ts';
import type { Words } from '../monitor/wording.ts';
import { inTransaction } from './database.ts';
import { jobColumns } from './job-columns.ts';

const watchedSchema = z.object({ id: z.string(), name: z.string() });
const knownSchema = z.object({ key: z.string(), outcome: outcomeSchema, run_key: z.string().nullable() });
const alertSchema = z.object({ job_key: z.string(), last_run_key: z.string(), announced: z.number() });
const outcomeRowSchema = z.object({ outcome: outcomeSchema }).optional();
const baselineSchema = z.object({ baseline_at: z.number().nullable() }).optional();
const noticeSchema = z.object({
  id: z.number(),
  jobKey: z.string(),
  title: z.string(),
  body: z.string(),
});

/** The monitor's side of the database. */
export function createRepository(database: DatabaseSync): Repository {
  const sql = prepare(database);

  const storeRun = ({ runKey, job }: RunRecord, at: number): void => {
    sql.saveRun.run({
      job_key: job.key,
      run_key: runKey,
      outcome: job.outcome,
      status: job.status,
      start_at: job.start.value,
      end_at: job.end.value,
      duration: job.duration.value,
      size: job.size.value,
      total: job.total.value,
      failed: job.failed.value,
      successful: job.successful.value,
      skipped: job.skipped.value,
      warnings: job.warnings.value,
      at,
    });
  };

  const storeAlert = (change: AlertChange, at: number): void => {
    if (change.type === 'recovered') sql.recoverAlert.run(at, change.jobKey);
    else if (change.type === 'opened') {
      const { jobKey, runKey, announced } = change;
      sql.openAlert.run({ job_key: jobKey, run_key: runKey, announced: announced ? 1 : 0, at });
    } else sql.growAlert.run(change.runKey, change.announced ? 1 : 0, change.jobKey);
  };

  const storeDecision = (
    customerId: string,
    decision: Decision,
    words: readonly Words[],
    at: number,
  ): void => {
    const customer = watchedSchema.parse(sql.customer.get(customerId));
    for (const job of decision.jobs) sql.saveJob.run(jobColumns(job, runKeyOf(job), customer.name));
    for (const run of decision.runs) storeRun(run, at);
    for (const change of decision.alerts) storeAlert(change, at);
    for (const [index, { job, runKey }] of decision.failures.entries()) {
      const said = words[index];
      if (said !== undefined) sql.saveNotice.run({ job_key: job.key, run_key: runKey, ...said, at });
    }
    for (const key of decision.vanished) sql.markVanished.run(at, key);
    sql.markChecked.run({ id: customerId, unreadable: decision.unreadable, at });
  };

  return {
    customers: () => sql.listed.all().map((row) => watchedSchema.parse(row)),
    saveCustomers: (list, at) => {
      inTransaction(database, () => {
        sql.unlistAll.run();
        for (const { id, name, ownerEmail } of list)
          sql.saveCustomer.run({ id, name, owner_email: ownerEmail, at });
      });
    },
    recall: (customerId) => {
      const known = sql.knownJobs.all(customerId).map((row) => knownSchema.parse(row));
      const alerts = sql.openAlerts.all(customerId).map((row) => alertSchema.parse(row));
      const customer = baselineSchema.parse(sql.baseline.get(customerId));
      return {
        hasBaseline: customer !== undefined && customer.baseline_at !== null,
        jobs: new Map(known.map((job) => [job.key, { outcome: job.outcome, runKey: job.run_key }])),
        openAlerts: new Map(
          alerts.map((row) => [
            row.job_key,
            { lastRunKey: row.last_run_key, announced: row.announced === 1 },
          ]),
        ),
        outcomeOfRun: (jobKey, runKey) =>
          outcomeRowSchema.parse(sql.outcomeOfRun.get(jobKey, runKey))?.outcome,
      };
    },
    recordAnswer: (customerId, decision, words, at) => {
      inTransaction(database, () => {
        storeDecision(customerId, decision, words, at);
      });
    },
    recordProblem: (customerId, seen, at) => {
      sql.markProblem.run({ id: customerId, problem: JSON.stringify(seen), at });
    },
    pendingNotices: () => sql.pending.all().map((row) => noticeSchema.parse(row)),
    markShown: (noticeId, at) => {
      sql.markShown.run(at, noticeId);
    },
  };
}

/** Every statement of this file, compiled once. */
function prepare(database: DatabaseSync) {
  return {
    listed: database.prepare('select id, name from customers where listed = 1 order by name, id'),
    customer: database.prepare('select id, name from customers where id = ?'),
    unlistAll: database.prepare('update customers set listed = 0'),
    saveCustomer: database.prepare(`
      insert into customers (id, name, owner_email, first_seen_at) values (:id, :name, :owner_email, :at)
      on conflict (id) do update set name = excluded.name, owner_email = excluded.owner_email, listed = 1`),
    baseline: database.prepare('select baseline_at from customers where id = ?'),
    knownJobs: database.prepare('select key, outcome, run_key from jobs where customer_id = ?'),
    openAlerts: database.prepare(`
      select job_key, last_run_key, announced from alerts join jobs on jobs.key = job_key
      where customer_id = ? and recovered_at is null`),
    outcomeOfRun: database.prepare('select outcome from runs where job_key = ? and run_key = ?'),
    saveJob: database.prepare(`
      insert into jobs (key, customer_id, service, module, name, run_key, status, outcome, severity, total, failed,
        start_at, end_at, duration, search, body, raw)
      values (:key, :customer_id, :service, :module, :name, :run_key, :status, :outcome, :severity, :total, :failed,
        :start_at, :end_at, :duration, :search, :body, :raw)
      on conflict (key) do update set service = excluded.service, module = excluded.module, name = excluded.name,
        run_key = excluded.run_key, status = excluded.status, outcome = excluded.outcome,
        severity = excluded.severity, total = excluded.total, failed = excluded.failed,
        start_at = excluded.start_at, end_at = excluded.end_at, duration = excluded.duration,
        search = excluded.search, body = excluded.body, raw = excluded.raw, vanished_at = null`),
    saveRun: database.prepare(`
      insert into runs values (:job_key, :run_key, :outcome, :status, :start_at, :end_at, :duration, :size, :total,
        :failed, :successful, :skipped, :warnings, :at)
      on conflict (job_key, run_key) do update set outcome = excluded.outcome, status = excluded.status,
        start_at = excluded.start_at, end_at = excluded.end_at, duration = excluded.duration, size = excluded.size,
        total = excluded.total, failed = excluded.failed, successful = excluded.successful,
        skipped = excluded.skipped, warnings = excluded.warnings`),
    openAlert: database.prepare(`
      insert into alerts (job_key, opened_at, first_run_key, last_run_key, announced)
      values (:job_key, :at, :run_key, :run_key, :announced)`),
    growAlert: database.prepare(`
      update alerts set last_run_key = ?, runs = runs + 1, announced = ? where job_key = ? and recovered_at is null`),
    recoverAlert: database.prepare(
      'update alerts set recovered_at = ? where job_key = ? and recovered_at is null',
    ),
    saveNotice: database.prepare(`
      insert into notices (job_key, run_key, title, body, created_at) values (:job_key, :run_key, :title, :body, :at)
      on conflict (job_key, run_key) do nothing`),
    markVanished: database.prepare('update jobs set vanished_at = coalesce(vanished_at, ?) where key = ?'),
    markChecked: database.prepare(`
      update customers set baseline_at = coalesce(baseline_at, :at), checked_at = :at, polled_at = :at,
        problem = null, problem_since = null, unreadable_rows = :unreadable where id = :id`),
    markProblem: database.prepare(`
      update customers set polled_at = :at, problem = :problem, problem_since = coalesce(problem_since, :at)
      where id = :id`),
    pending: database.prepare(
      'select id, job_key as jobKey, title, body from notices where shown_at is null order by id',
    ),
    markShown: database.prepare('update notices set shown_at = ? where id = ?'),
  };
}
