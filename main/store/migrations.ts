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
];
