/** To version 6: what is kept up with each row that is written, cut down to what the window asks for all the time. */
export const migrationLean = `
-- An order that is rarely asked for is found by sorting, a text by going through all jobs: tens of milliseconds for a
-- hundred thousand, where their indexes and the index of words took more than half of the time of each write.
drop trigger job_added;
drop trigger job_reworded;
drop table job_words;
drop index jobs_by_cadence;
drop index jobs_by_service;
drop index jobs_by_module;
drop index jobs_by_name;
drop index jobs_by_status;
drop index jobs_by_run_id;
drop index jobs_by_total;
drop index jobs_by_failed;
drop index jobs_by_successful;
drop index jobs_by_skipped;
drop index jobs_by_warnings;
drop index jobs_by_size;
drop index jobs_by_start;
drop index jobs_by_end;
drop index jobs_by_duration;
drop index jobs_by_modified;
drop index runs_by_start;

-- Accents do not count in a search.
update jobs set search = searchable(search);
update customers set search = searchable(search);

-- How many runs began in each quarter of an hour: every day of every time zone begins with one.
create table run_quarters (
  -- Quarters of an hour since 1970, UTC.
  quarter integer not null,
  outcome text not null,
  runs integer not null,
  primary key (quarter, outcome)
) strict, without rowid;
insert into run_quarters
  select coalesce(start_at, first_seen_at) / 900000, outcome, count(*) from runs group by 1, 2;
create trigger run_came after insert on runs begin
  insert into run_quarters values (coalesce(new.start_at, new.first_seen_at) / 900000, new.outcome, 1)
    on conflict do update set runs = runs + 1;
end;
create trigger run_turned after update of outcome, start_at on runs
  when old.outcome <> new.outcome or old.start_at is not new.start_at
begin
  update run_quarters set runs = runs - 1
    where quarter = coalesce(old.start_at, old.first_seen_at) / 900000 and outcome = old.outcome;
  insert into run_quarters values (coalesce(new.start_at, new.first_seen_at) / 900000, new.outcome, 1)
    on conflict do update set runs = runs + 1;
end;
create trigger run_dropped after delete on runs begin
  update run_quarters set runs = runs - 1
    where quarter = coalesce(old.start_at, old.first_seen_at) / 900000 and outcome = old.outcome;
end;

create trigger job_added after insert on jobs begin
  update customers set failure = failure + (new.outcome = 'failure'), warning = warning + (new.outcome = 'warning'),
    unknown = unknown + (new.outcome = 'unknown'), running = running + (new.outcome = 'running'),
    success = success + (new.outcome = 'success'), neutral = neutral + (new.outcome = 'neutral'),
    idle = idle + (new.outcome = 'idle')
  where id = new.customer_id;
  insert into modules values (new.service, new.module, 1) on conflict do update set jobs = jobs + 1;
end;
`;
