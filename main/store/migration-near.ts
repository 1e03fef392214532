/**
 * To version 7: the keys of a customer's jobs begin alike, so that what is kept by them lies together. By keys
 * from all over the range, an answer with twenty new runs changed a page of the table of runs, and one of the
 * index of jobs, for each of them.
 */
export const migrationNear = `
-- The new key of each job, by its old one.
create temp table near as
  select key as was, customer_part(customer_id) || substr(key, 1, 16) as becomes from jobs;
create unique index temp.near_by_key on near(was);

update job_answers set body = json_set(body, '$.key', (
  select becomes from near join jobs on jobs.key = near.was where jobs.id = job_answers.id));
update alerts set job_key = (select becomes from near where was = job_key);
-- What a notice is about begins with the job's key; by the whole of it, nothing is told twice.
update notices set subject = (select becomes from near where was = job_key) || substr(subject, length(job_key) + 1),
  job_key = (select becomes from near where was = job_key)
where job_key is not null;
update jobs set key = (select becomes from near where was = key);

create table runs_next (
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
  -- What a person was told of a bad run, or why nothing.
  told text,
  primary key (job_key, run_key)
) strict, without rowid;
insert into runs_next
  select becomes, run_key, outcome, status, start_at, end_at, duration, size, total, failed, successful, skipped, warnings,
    first_seen_at, told
  from runs join near on was = job_key order by becomes, run_key;
drop table runs;
alter table runs_next rename to runs;
drop table near;

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
`;
