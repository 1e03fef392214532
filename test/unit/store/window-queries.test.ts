import { describe, expect, it } from 'vitest';
import { createCustomerQueries } from '../../../main/store/customer-queries.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { createEstateQuery } from '../../../main/store/estate.ts';
import { createRepository } from '../../../main/store/repository.ts';
import { createOverviewQuery } from '../../../main/store/overview-queries.ts';
import { outcomes } from '../../../shared/outcome.ts';
import { problem } from '../../../shared/problem.ts';
import { job } from '../renderer/job.ts';

const now = new Date(2026, 2, 28, 15).getTime();
const hour = 3_600_000;

/** Three customers: one well, one with a failed job and its alert, one out of reach. */
function filled() {
  const { database } = openDatabase(':memory:', now);
  const customer = database.prepare(
    `insert into customers (id, name, sort_name, search, owner_email, first_seen_at, checked_at, problem)
     values (:id, :name, lower(:name), :search, :email, 0, 5, :problem)`,
  );
  const addCustomer = (id: string, name: string, email: string | null, seen: string | null) =>
    customer.run({ id, name, search: `${name}\n${email ?? ''}`.toLocaleLowerCase(), email, problem: seen });
  addCustomer('a', 'Álvarez', 'owner@alvarez.example', null);
  addCustomer('b', 'Brauer', null, null);
  addCustomer('c', 'Contoso', null, JSON.stringify(problem('timedOut')));
  const add = database.prepare(`
    insert into jobs (key, customer_id, shown, service, module, status, outcome, severity, start_at, search)
    values (?, ?, 1, ?, ?, 'x', ?, ?, ?, '')`);
  const answer = database.prepare(
    `insert into job_answers (id, body, raw) select id, ?, '{}' from jobs where key = ?`,
  );
  const row = (
    key: string,
    customerId: string,
    module: string,
    outcome: 'failure' | 'running' | 'success',
  ) => {
    add.run(key, customerId, 'Azure', module, outcome, outcomes.indexOf(outcome), now - hour);
    answer.run(JSON.stringify({ ...job, key, customerId, module, outcome }), key);
  };
  row('a1', 'a', 'Drive', 'success');
  row('a2', 'a', 'Mail', 'running');
  row('b1', 'b', 'Mail', 'success');
  row('b2', 'b', 'Mail', 'failure');
  database.exec(`insert into alerts (job_key, kind, opened_at, runs) values ('b2', 'failure', 1, 1)`);
  const run = database.prepare(
    `insert into runs (job_key, run_key, outcome, status, start_at, first_seen_at) values ('b2', ?, ?, 'x', ?, ?)`,
  );
  run.run('r1', 'failure', now - hour, now);
  run.run('r2', 'success', now - 20 * hour, now);
  run.run('r3', 'failure', null, now - 20 * hour);
  run.run('r4', 'failure', now - 40 * 24 * hour, now);
  const customers = createCustomerQueries(database);
  return { database, customers, overview: createOverviewQuery(database, customers, () => now) };
}

const everybody = { text: '', ids: null, offset: 0, limit: 10 };

describe('the customers', () => {
  it('come with their jobs, those in trouble first, and with every module there is', () => {
    const page = filled().customers.list(everybody);
    expect(page.rows.map(({ id, alerts }) => `${id} ${alerts}`)).toEqual(['b 1', 'c 0', 'a 0']);
    expect(page.rows[0]?.jobs.map(({ key }) => key)).toEqual(['b2', 'b1']);
    expect(page.modules.map(({ module }) => module)).toEqual(['Mail', 'Drive']);
    expect(page).toMatchObject({ matched: 3, total: 3 });
    expect(page.rows[1]?.problem?.code).toBe('timedOut');
  });

  it('are found by name in any case, by e-mail, tag and ID', () => {
    const { customers, database } = filled();
    createRepository(database).describeCustomer({
      id: 'b',
      displayName: 'Brauer & Co',
      tags: ['Gold'],
      watched: true,
    });
    const found = (text: string): string[] => customers.list({ ...everybody, text }).rows.map(({ id }) => id);
    expect(found('áLVAREZ')).toEqual(['a']);
    expect(found('owner@')).toEqual(['a']);
    expect(found('gold co')).toEqual(['b']);
    expect(found('nobody')).toEqual([]);
    expect(customers.list({ ...everybody, ids: ['c'] }).rows.map(({ id }) => id)).toEqual(['c']);
  });

  it('come page by page', () => {
    const page = filled().customers.list({ ...everybody, offset: 1, limit: 1 });
    expect(page.rows.map(({ id }) => id)).toEqual(['c']);
    expect(page.matched).toBe(3);
  });

  it('have a page of their own, with all their jobs', () => {
    const { customers } = filled();
    const brauer = customers.details('b');
    expect(brauer?.jobs.map(({ key }) => key)).toEqual(['b2', 'b1']);
    expect(brauer).toMatchObject({ name: 'Brauer', listedName: 'Brauer', alerts: 1 });
    expect(customers.details('nobody')).toBeNull();
  });
});

describe('the overview', () => {
  it('names who is in trouble and what runs, and counts the runs of each day', () => {
    const { trouble, troubled, running, days } = filled().overview();
    expect(trouble.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(troubled).toBe(2);
    expect(running.map(({ key }) => key)).toEqual(['a2']);
    expect(days).toHaveLength(28);
    expect(days.at(-1)?.runs).toEqual({ failure: 1 });
    expect(days.at(-2)?.runs).toEqual({ success: 1, failure: 1 });
    expect(days.slice(0, -2).every(({ runs }) => Object.keys(runs).length === 0)).toBe(true);
  });

  it('counts a day that is over again once a run of it comes or changes, as a first check brings them', () => {
    const { database, overview } = filled();
    expect(overview().days.at(-3)?.runs).toEqual({});
    database.exec(`
      insert into runs (job_key, run_key, outcome, status, start_at, first_seen_at)
      values ('a1', 'late', 'running', 'x', ${now - 44 * hour}, ${now})`);
    expect(overview().days.at(-3)?.runs).toEqual({ running: 1 });
    database.exec(`update runs set outcome = 'success' where run_key = 'late'`);
    expect(overview().days.at(-3)?.runs).toEqual({ success: 1 });
    expect(overview().days.at(-1)?.runs).toEqual({ failure: 1 });
  });

  it('tells how long the runs of a job under way take, by those that came to an end', () => {
    const { database, overview } = filled();
    expect(overview().running[0]?.usualDuration).toBeNull();
    const run = database.prepare(
      `insert into runs (job_key, run_key, outcome, status, start_at, duration, first_seen_at)
       values ('a2', ?, ?, 'x', ?, ?, 0)`,
    );
    for (const [index, minutes] of [3, 9, 4].entries()) run.run(`r${index}`, 'success', index, minutes);
    run.run('bad', 'failure', 9, 1000);
    expect(overview().running[0]?.usualDuration).toBe(4);
  });

  it('counts overdue jobs apart from the alerts that wait, and not those nobody watches', () => {
    const { database } = filled();
    const estate = createEstateQuery(database, () => now);
    database.exec(`
      insert into alerts (job_key, kind, opened_at, runs, acknowledged) values ('a1', 'overdue', 1, 0, '{}');
      insert into alerts (job_key, kind, opened_at, runs, ended_at) values ('b1', 'overdue', 1, 0, 2)`);
    expect(estate()).toMatchObject({ overdue: 1, alerts: { open: 1, acknowledged: 1 } });
    database.exec(`update customers set watched = 0 where id = 'a'`);
    expect(estate().overdue).toBe(0);
  });

  it('reads the figures once for tray and window, and anew after any write or a quarter of a second', () => {
    const { database } = filled();
    let at = now;
    const estate = createEstateQuery(database, () => at);
    const first = estate();
    expect(estate(), 'nothing was written').toBe(first);
    at += 249;
    expect(estate()).toBe(first);
    at += 1;
    expect(estate(), 'a quarter of a second later').not.toBe(first);
    database.exec(`update customers set watched = 0 where id = 'a'`);
    const written = estate();
    expect(written.customers, 'after a write').toBe(first.customers - 1);
    at -= 1000;
    expect(estate(), 'on a clock that was set back').not.toBe(written);
  });

  it('leaves out of trouble who is not watched', () => {
    const { database, overview } = filled();
    database.exec(`update customers set watched = 0 where id = 'b'`);
    expect(overview().trouble.map(({ id }) => id)).toEqual(['c']);
  });
});
