import type { DatabaseSync } from 'node:sqlite';
import { alertTold, announcementKinds } from '../monitor/decision.ts';
import { prepareNamed } from './named.ts';
import type { NamedStatement } from './named.ts';

/** Kinds of notices that tell of an alert, for SQL. */
const kindsOfAlerts = announcementKinds
  .filter((kind) => alertTold[kind] !== null)
  .map((kind) => `'${kind}'`)
  .join(', ');

/** Every statement of the monitor's side, compiled once. */
export function prepareStatements(database: DatabaseSync) {
  const named = (sql: string): NamedStatement => prepareNamed(database, sql);
  return {
    watched: database.prepare(`
      select id, coalesce(display_name, name) as name, tags,
        failure + running > 0 and exists (
          select 1 from jobs
          where customer_id = customers.id and outcome in ('failure', 'running') and vanished_at is null) as restless
      from customers where listed = 1 and watched = 1 order by 2, id`),
    isRestless: database.prepare(`
      select exists (
        select 1 from jobs where customer_id = ? and outcome in ('failure', 'running') and vanished_at is null
      ) as restless`),
    customer: database.prepare(
      'select baseline_at, checked_at, problem_since, lost_told_at from customers where id = ?',
    ),
    names: database.prepare(`
      select coalesce(display_name, name) as name, trim(coalesce(display_name, '') || ' ' || name) as searched, shown
      from customers where id = ?`),
    unlistOthers: database.prepare(
      'update customers set listed = 0 where listed = 1 and id not in (select value from json_each(?))',
    ),
    listed: database.prepare(`
      select id, name, owner_email as ownerEmail, country, tenant_status as tenantStatus from customers where listed = 1`),
    saveCustomer: named(`
      insert into customers (id, name, owner_email, country, tenant_status, first_seen_at, search, sort_name)
      values (:id, :name, :owner_email, :country, :tenant_status, :at, :search, :sort_name)
      on conflict (id) do update set name = excluded.name, owner_email = excluded.owner_email,
        country = excluded.country, tenant_status = excluded.tenant_status, listed = 1`),
    words: database.prepare(`
      select name, display_name as displayName, owner_email as ownerEmail, tags, search, sort_name
      from customers where id = ?`),
    saveWords: named('update customers set search = :search, sort_name = :sort_name where id = :id'),
    describeCustomer: named(
      'update customers set display_name = :name, tags = :tags, watched = :watched where id = :id',
    ),
    knownJobs: database.prepare(`
      select key, customer_id, service, module, name, status, outcome, run_key, finished_at, gaps, raw,
        long_running, vanished_at
      from jobs join job_answers on job_answers.id = jobs.id where customer_id = ?`),
    openAlerts: database.prepare(`
      select alerts.* from alerts join jobs on jobs.key = job_key where customer_id = ? and ended_at is null`),
    run: database.prepare(
      'select outcome, start_at as start, first_seen_at as firstSeenAt from runs where job_key = ? and run_key = ?',
    ),
    closedOverdue: database.prepare(`
      select max(opened_at) as at from alerts where job_key = ? and kind = 'overdue' and ended_as = 'closed'`),
    firstSeenSince: database.prepare(
      'select min(first_seen_at) as at from runs where job_key = ? and first_seen_at > ?',
    ),
    saveJob: named(`
      insert into jobs (key, customer_id, shown, service, module, name, run_key, run_id, status, outcome, severity,
        total, failed, successful, skipped, warnings, size, start_at, end_at, duration, modified_at, search,
        finished_at, gaps, usual_gap, widest_gap, long_running)
      values (:key, :customer_id, :shown, :service, :module, :name,
        :run_key, :run_id, :status, :outcome, :severity, :total, :failed, :successful, :skipped, :warnings, :size,
        :start_at, :end_at, :duration, :modified_at, :search, :finished_at,
        :gaps, :usual_gap, :widest_gap, :long_running)
      on conflict (key) do update set service = excluded.service, module = excluded.module, name = excluded.name,
        run_key = excluded.run_key, run_id = excluded.run_id, status = excluded.status, outcome = excluded.outcome,
        severity = excluded.severity, total = excluded.total, failed = excluded.failed,
        successful = excluded.successful, skipped = excluded.skipped, warnings = excluded.warnings,
        size = excluded.size, start_at = excluded.start_at, end_at = excluded.end_at, duration = excluded.duration,
        modified_at = excluded.modified_at, search = excluded.search, vanished_at = null,
        finished_at = excluded.finished_at, gaps = excluded.gaps, usual_gap = excluded.usual_gap,
        widest_gap = excluded.widest_gap, long_running = excluded.long_running
      returning id`),
    saveAnswer: named(`
      insert into job_answers (id, body, raw) values (:id, :body, :raw)
      on conflict (id) do update set body = excluded.body, raw = excluded.raw`),
    markVanished: database.prepare('update jobs set vanished_at = coalesce(vanished_at, ?) where key = ?'),
    saveRun: named(`
      insert into runs values (:job_key, :run_key, :outcome, :status, :start_at, :end_at, :duration, :size, :total,
        :failed, :successful, :skipped, :warnings, :at, :told)
      on conflict (job_key, run_key) do update set outcome = excluded.outcome, status = excluded.status,
        start_at = excluded.start_at, end_at = excluded.end_at, duration = excluded.duration, size = excluded.size,
        total = excluded.total, failed = excluded.failed, successful = excluded.successful,
        skipped = excluded.skipped, warnings = excluded.warnings, told = coalesce(runs.told, excluded.told)`),
    saveNotice: named(`
      insert into notices (kind, subject, job_key, job_name, customer_id, customer_name, title, body, created_at, held)
      values (:kind, :subject, :job_key, :job_name, :customer_id, :customer_name, :title, :body, :at, :held)
      on conflict (kind, subject) do nothing`),
    markChecked: named(`
      update customers set baseline_at = coalesce(baseline_at, :at), checked_at = :at, polled_at = :at, poll_ms = :ms,
        problem_since = null, lost_told_at = null, unreadable_rows = :unreadable where id = :id`),
    // By itself, since SQLite writes an index anew for a column that is named, whether it changes or not.
    clearProblem: database.prepare(
      'update customers set problem = null where id = ? and problem is not null',
    ),
    markProblem: named(`
      update customers set polled_at = :at, poll_ms = :ms, problem = :problem, problem_since = :since,
        lost_told_at = :told_at where id = :id`),
    restartReach: database.prepare(
      'update customers set problem_since = ? where problem_since <= ? and lost_told_at is null',
    ),
    countPoll: named(`
      insert into traffic (hour, polls, errors) values (:hour, 1, :errors)
      on conflict (hour) do update set polls = polls + 1, errors = errors + excluded.errors`),
    recordPoll: database.prepare('insert into polls (customer_id, at, ms, problem) values (?, ?, ?, ?)'),
    prunePolls: database.prepare('delete from polls where id <= ?'),
    pending: database.prepare(`
      select id, kind, job_key as jobKey, job_name as jobName, customer_id as customerId,
        customer_name as customerName, title, body, created_at as createdAt, held
      from notices where shown_at is null order by id`),
    markShown: database.prepare('update notices set shown_at = ? where id = ?'),
    alertOfNotice: database.prepare(`
      select alerts.id from alerts join notices on notices.job_key = alerts.job_key
      where notices.id = ? and alerts.ended_at is null and notices.kind in (${kindsOfAlerts})
        and (notices.kind = 'overdue') = (alerts.kind = 'overdue')`),
    // What a search finds a job by begins with its customer's names.
    renameJobs: database.prepare(`
      update jobs set search = ? || substr(search, instr(search, char(10))) where customer_id = ?`),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;
