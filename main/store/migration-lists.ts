/** To version 5: tables that a list of a hundred thousand jobs is found, sorted and counted in at once. */
export const migrationLists = `
-- For lists of a hundred thousand jobs: what jobs are found and sorted by stands apart from what is only shown.
alter table customers add column country text;
-- The service's own word for how the tenant is.
alter table customers add column tenant_status text;
alter table customers add column shown integer generated always as (listed and watched) virtual;
-- What a search finds it by and what it is sorted by, in lower case.
alter table customers add column search text not null default '';
alter table customers add column sort_name text not null default '';
update customers set sort_name = lower(coalesce(display_name, name)),
  search = lower(coalesce(display_name, '') || char(10) || name || char(10) || coalesce(owner_email, '') || char(10) || tags);
-- How many of its jobs have each outcome, and its alerts that have not ended: kept by triggers.
alter table customers add column failure integer not null default 0;
alter table customers add column warning integer not null default 0;
alter table customers add column unknown integer not null default 0;
alter table customers add column running integer not null default 0;
alter table customers add column success integer not null default 0;
alter table customers add column neutral integer not null default 0;
alter table customers add column idle integer not null default 0;
alter table customers add column open_alerts integer not null default 0;

create table jobs_next (
  id integer primary key,
  key text not null unique,
  customer_id text not null references customers(id),
  -- 1 while the customer is listed and watched; kept by a trigger.
  shown integer not null,
  service text not null,
  module text not null,
  name text,
  run_key text,
  run_id text,
  status text not null,
  outcome text not null,
  severity integer not null,
  total integer,
  failed integer,
  successful integer,
  skipped integer,
  warnings integer,
  size integer,
  start_at integer,
  end_at integer,
  duration integer,
  modified_at integer,
  finished_at integer,
  gaps text not null default '[]',
  usual_gap integer,
  widest_gap integer,
  long_running integer not null default 0,
  vanished_at integer,
  search text not null
) strict;
create table job_answers (
  id integer primary key references jobs(id) on delete cascade,
  -- The job as the model has it (JSON), and the row as it came (JSON).
  body text not null,
  raw text not null
) strict;
insert into jobs_next (key, customer_id, shown, service, module, name, run_key, run_id, status, outcome, severity,
    total, failed, successful, skipped, warnings, size, start_at, end_at, duration, modified_at, finished_at,
    gaps, usual_gap, widest_gap, long_running, vanished_at, search)
  select key, customer_id, (select shown from customers where id = customer_id), service, module, name, run_key,
    body ->> '$.runId', status, outcome, severity, total, failed, body ->> '$.successful.value',
    body ->> '$.skipped.value', body ->> '$.warnings.value', body ->> '$.size.value', start_at, end_at, duration,
    body ->> '$.modified.value', finished_at, gaps, usual_gap, widest_gap, long_running,
    vanished_at, search
  from jobs order by customer_id, service, module, name;
insert into job_answers (id, body, raw)
  select jobs_next.id, jobs.body, jobs.raw from jobs_next join jobs on jobs.key = jobs_next.key;
drop table jobs;
alter table jobs_next rename to jobs;

create index jobs_by_customer on jobs(customer_id, severity, start_at desc);
create index jobs_by_cadence on jobs(service, module, usual_gap, widest_gap) where usual_gap is not null;
create index jobs_by_outcome on jobs(severity, start_at desc) where shown = 1;
create index jobs_by_service on jobs(service collate nocase, severity, start_at desc) where shown = 1;
create index jobs_by_module on jobs(module collate nocase, severity, start_at desc) where shown = 1;
create index jobs_by_name on jobs(name collate nocase) where shown = 1;
create index jobs_by_status on jobs(status collate nocase, severity, start_at desc) where shown = 1;
create index jobs_by_run_id on jobs(run_id) where shown = 1;
create index jobs_by_total on jobs(total) where shown = 1;
create index jobs_by_failed on jobs(failed) where shown = 1;
create index jobs_by_successful on jobs(successful) where shown = 1;
create index jobs_by_skipped on jobs(skipped) where shown = 1;
create index jobs_by_warnings on jobs(warnings) where shown = 1;
create index jobs_by_size on jobs(size) where shown = 1;
create index jobs_by_start on jobs(start_at) where shown = 1;
create index jobs_by_end on jobs(end_at) where shown = 1;
create index jobs_by_duration on jobs(duration) where shown = 1;
create index jobs_by_modified on jobs(modified_at) where shown = 1;
create unique index customers_by_name on customers(sort_name, id);
create unique index customers_by_check on customers(checked_at, id);
create index customers_worst_first on customers(shown desc, failure desc, open_alerts desc, (problem is null),
  warning desc, sort_name, id);
create index ended_alerts on alerts(ended_at) where ended_at is not null;

-- The modules that jobs have, and how many each.
create table modules (
  service text not null,
  module text not null,
  jobs integer not null,
  primary key (service, module)
) strict, without rowid;
insert into modules select service, module, count(*) from jobs group by service, module;

update customers set
  failure = (select count(*) from jobs where customer_id = customers.id and outcome = 'failure'),
  warning = (select count(*) from jobs where customer_id = customers.id and outcome = 'warning'),
  unknown = (select count(*) from jobs where customer_id = customers.id and outcome = 'unknown'),
  running = (select count(*) from jobs where customer_id = customers.id and outcome = 'running'),
  success = (select count(*) from jobs where customer_id = customers.id and outcome = 'success'),
  neutral = (select count(*) from jobs where customer_id = customers.id and outcome = 'neutral'),
  idle = (select count(*) from jobs where customer_id = customers.id and outcome = 'idle'),
  open_alerts = (
    select count(*) from alerts join jobs on jobs.key = alerts.job_key
    where customer_id = customers.id and ended_at is null);

-- Any three letters in a row are found, wherever they stand.
create virtual table job_words using fts5(
  search, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
insert into job_words (rowid, search) select id, search from jobs;

create trigger job_added after insert on jobs begin
  update customers set failure = failure + (new.outcome = 'failure'), warning = warning + (new.outcome = 'warning'),
    unknown = unknown + (new.outcome = 'unknown'), running = running + (new.outcome = 'running'),
    success = success + (new.outcome = 'success'), neutral = neutral + (new.outcome = 'neutral'),
    idle = idle + (new.outcome = 'idle')
  where id = new.customer_id;
  update modules set jobs = jobs + 1 where service = new.service and module = new.module;
  insert into modules select new.service, new.module, 1
    where not exists (select 1 from modules where service = new.service and module = new.module);
  insert into job_words (rowid, search) values (new.id, new.search);
end;
create trigger job_turned after update of outcome on jobs when old.outcome <> new.outcome begin
  update customers set
    failure = failure + (new.outcome = 'failure') - (old.outcome = 'failure'),
    warning = warning + (new.outcome = 'warning') - (old.outcome = 'warning'),
    unknown = unknown + (new.outcome = 'unknown') - (old.outcome = 'unknown'),
    running = running + (new.outcome = 'running') - (old.outcome = 'running'),
    success = success + (new.outcome = 'success') - (old.outcome = 'success'),
    neutral = neutral + (new.outcome = 'neutral') - (old.outcome = 'neutral'),
    idle = idle + (new.outcome = 'idle') - (old.outcome = 'idle')
  where id = new.customer_id;
end;
create trigger job_reworded after update of search on jobs when old.search <> new.search begin
  delete from job_words where rowid = old.id;
  insert into job_words (rowid, search) values (new.id, new.search);
end;
create trigger customer_shown after update of listed, watched on customers when old.shown <> new.shown begin
  update jobs set shown = new.shown where customer_id = new.id;
end;
create trigger alert_opened after insert on alerts when new.ended_at is null begin
  update customers set open_alerts = open_alerts + 1
    where id = (select customer_id from jobs where key = new.job_key);
end;
create trigger alert_turned after update of ended_at on alerts
  when (old.ended_at is null) <> (new.ended_at is null)
begin
  update customers set open_alerts = open_alerts + iif(new.ended_at is null, 1, -1)
    where id = (select customer_id from jobs where key = new.job_key);
end;
`;
