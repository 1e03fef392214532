import { migrationLean } from './migration-lean.ts';
import { migrationLists } from './migration-lists.ts';
import { migrationNear } from './migration-near.ts';

/**
 * The database, step by step: each entry takes a file from the version of its index to the next. An entry that has
 * been released is never changed. Instants are UTC milliseconds, sizes bytes, durations milliseconds.
 */
export const migrations: readonly string[] = [
  `
  create table customers (
    id text primary key,
    name text not null,
    owner_email text,
    listed integer not null default 1,
    first_seen_at integer not null,
    -- The first good answer; null until there is one.
    baseline_at integer,
    -- The latest good answer.
    checked_at integer,
    -- The latest poll, good or not, and what was wrong with it (JSON, null when nothing was).
    polled_at integer,
    problem text,
    problem_since integer,
    unreadable_rows integer not null default 0
  ) strict;

  create table jobs (
    key text primary key,
    customer_id text not null references customers(id),
    service text not null,
    module text not null,
    name text,
    run_key text,
    status text not null,
    outcome text not null,
    -- For sorting: the place of the outcome in the order of severity.
    severity integer not null,
    total integer,
    failed integer,
    start_at integer,
    end_at integer,
    duration integer,
    -- What the search looks in, in lower case.
    search text not null,
    -- The job as the model has it (JSON), and the row as it came (JSON).
    body text not null,
    raw text not null,
    -- When the job was first missing from a good answer; null while it is there.
    vanished_at integer
  ) strict;
  create index jobs_by_customer on jobs(customer_id);
  create index jobs_by_severity on jobs(severity);

  create table runs (
    job_key text not null references jobs(key),
    run_key text not null,
    outcome text not null,
    status text not null,
    start_at integer,
    end_at integer,
    duration integer,
    size integer,
    total integer,
    failed integer,
    successful integer,
    skipped integer,
    warnings integer,
    first_seen_at integer not null,
    primary key (job_key, run_key)
  ) strict, without rowid;

  create table alerts (
    id integer primary key,
    job_key text not null references jobs(key),
    opened_at integer not null,
    first_run_key text not null,
    last_run_key text not null,
    runs integer not null default 1,
    -- 1 once a notification was due for it; an alert of a baseline is 0.
    announced integer not null,
    recovered_at integer
  ) strict;
  create unique index one_open_alert_a_job on alerts(job_key) where recovered_at is null;

  create table notices (
    id integer primary key,
    job_key text not null references jobs(key),
    run_key text not null,
    title text not null,
    body text not null,
    created_at integer not null,
    shown_at integer,
    -- The last line of defence against telling of a run twice.
    unique (job_key, run_key)
  ) strict;
  create index pending_notices on notices(id) where shown_at is null;
  `,
  `
  alter table customers add column display_name text;
  -- The technician's own words for a customer: a JSON array.
  alter table customers add column tags text not null default '[]';
  -- 0 where the technician has chosen not to watch it.
  alter table customers add column watched integer not null default 1;
  -- When a person was told that the customer is out of reach.
  alter table customers add column lost_told_at integer;
  -- How long the latest poll took.
  alter table customers add column poll_ms integer;

  -- The end of the latest run that came to an end.
  alter table jobs add column finished_at integer;
  alter table jobs add column long_running integer not null default 0;
  update jobs set finished_at = coalesce(end_at, start_at) where outcome in ('success', 'warning', 'failure');

  -- What a person was told of a bad run, or why nothing.
  alter table runs add column told text;

  create table alerts_next (
    id integer primary key,
    job_key text not null references jobs(key),
    kind text not null,
    opened_at integer not null,
    first_run_key text,
    last_run_key text,
    runs integer not null,
    notified_at integer,
    notified_runs integer not null default 0,
    -- The acknowledgement (JSON), null where there is none.
    acknowledged text,
    snoozed_until integer,
    ended_at integer,
    -- recovered, superseded or closed.
    ended_as text
  ) strict;
  insert into alerts_next (id, job_key, kind, opened_at, first_run_key, last_run_key, runs, notified_at,
      notified_runs, ended_at, ended_as)
    select id, job_key, 'failure', opened_at, first_run_key, last_run_key, runs,
      case announced when 1 then opened_at end, case announced when 1 then runs else 0 end,
      recovered_at, case when recovered_at is null then null else 'recovered' end
    from alerts;
  drop table alerts;
  alter table alerts_next rename to alerts;
  create unique index one_open_alert_a_kind on alerts(job_key, kind) where ended_at is null;
  create index open_alerts on alerts(opened_at) where ended_at is null;
  create index alerts_by_job on alerts(job_key);

  create table alert_events (
    id integer primary key,
    alert_id integer not null references alerts(id) on delete cascade,
    at integer not null,
    type text not null,
    detail text
  ) strict;
  create index events_by_alert on alert_events(alert_id);
  insert into alert_events (alert_id, at, type, detail) select id, opened_at, 'opened', first_run_key from alerts;

  create table notices_next (
    id integer primary key,
    kind text not null,
    -- What it is about: with the kind, the last line of defence against telling it twice.
    subject text not null,
    job_key text references jobs(key),
    job_name text not null,
    customer_id text references customers(id),
    customer_name text not null,
    title text not null,
    body text not null,
    created_at integer not null,
    -- 1: kept back until the quiet hours end.
    held integer not null default 0,
    shown_at integer,
    unique (kind, subject)
  ) strict;
  insert into notices_next (id, kind, subject, job_key, job_name, customer_id, customer_name, title, body,
      created_at, shown_at)
    select notices.id, 'failure', notices.job_key || ' ' || notices.run_key, notices.job_key, jobs.module,
      jobs.customer_id, customers.name, notices.title, notices.body, notices.created_at, notices.shown_at
    from notices join jobs on jobs.key = notices.job_key join customers on customers.id = jobs.customer_id;
  drop table notices;
  alter table notices_next rename to notices;
  create index pending_notices on notices(id) where shown_at is null;

  -- Requests and errors by the hour, and the latest polls one by one, for the proof of life.
  create table traffic (
    hour integer primary key,
    polls integer not null default 0,
    errors integer not null default 0
  ) strict;
  create table polls (
    id integer primary key,
    customer_id text not null,
    at integer not null,
    ms integer not null,
    problem text
  ) strict;

  -- Single facts by name; the value is JSON.
  create table facts (name text primary key, value text not null) strict, without rowid;
  `,
  `
  -- For the runs of a day over all jobs, and for dropping old ones.
  create index runs_by_start on runs(coalesce(start_at, first_seen_at), outcome);
  -- For counting jobs by outcome without reading their rows.
  create index jobs_by_outcome on jobs(outcome, customer_id);
  `,
  `
  -- The time between a job's last finished runs (JSON, milliseconds), and what it says once there are enough: how far
  -- apart they usually are, and how far at most.
  alter table jobs add column gaps text not null default '[]';
  alter table jobs add column usual_gap integer;
  alter table jobs add column widest_gap integer;
  create index jobs_by_cadence on jobs(service, module, usual_gap, widest_gap) where usual_gap is not null;
  `,
  migrationLists,
  migrationLean,
  migrationNear,
];
