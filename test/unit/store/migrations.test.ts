import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { everything } from '../../../renderer/state/filter.ts';
import { createCustomerQueries } from '../../../main/store/customer-queries.ts';
import { createJobQueries } from '../../../main/store/job-queries.ts';
import { customerPart } from '../../../main/avepoint/identity.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { addFunctions } from '../../../main/store/database.ts';
import { createRepository } from '../../../main/store/repository.ts';
import { outcomes } from '../../../shared/outcome.ts';
import { createWorld, hour, run, start } from '../monitor/help.ts';
import { closing, newFile, openFile } from './folder.ts';

/** Makes a file of an earlier version and fills it. */
function makeOld(version: number, fill: string): string {
  const file = newFile();
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  database.exec('pragma journal_mode = wal');
  addFunctions(database);
  for (const step of migrations.slice(0, version)) database.exec(step);
  database.exec(`pragma user_version = ${version}; pragma foreign_keys = on; ${fill}`);
  database.close();
  return file;
}

const keyOf = (job: string): string => customerPart('c1') + job.padEnd(16, '_');
const failed = run('failure', 'r1', start - hour, { key: keyOf('exchange') });
const recovered = run('success', 'r3', start - hour, {
  module: 'SharePoint Online',
  key: keyOf('sharepoint'),
});
/** The key that a job had until version 6. */
const was = ({ key }: typeof failed): string => `${key.slice(6)}before`;
const body = (job: typeof failed): string => JSON.stringify({ ...job, key: was(job) }).replaceAll("'", "''");

const jobsAndRuns = (at: number): string => `
  insert into customers (id, name, owner_email, first_seen_at, baseline_at, checked_at)
    values ('c1', 'Contoso', 'it@contoso.example', ${at}, ${at}, ${at});
  insert into jobs (key, customer_id, service, module, name, run_key, status, outcome, severity, total, failed, start_at,
      end_at, duration, search, body, raw)
    values ('${was(failed)}', 'c1', 'Microsoft 365', 'Exchange Online', null, 'r1', 'Failed', 'failure', 0, 10, 3,
      ${failed.start.value!}, ${failed.end.value!}, 1800000, 'contoso', '${body(failed)}', '${failed.raw}'),
    ('${was(recovered)}', 'c1', 'Microsoft 365', 'SharePoint Online', null, 'r3', 'Finished', 'success', 4, 10, 0,
      ${recovered.start.value!}, null, 1800000, 'contoso', '${body(recovered)}', '${recovered.raw}');
  insert into runs (job_key, run_key, outcome, status, start_at, first_seen_at)
    values ('${was(failed)}', 'r0', 'success', 'Finished', 1, 2), ('${was(failed)}', 'r1', 'failure', 'Failed', 3, 4),
      ('${was(recovered)}', 'r2', 'failure', 'Failed', 5, 6), ('${was(recovered)}', 'r3', 'success', 'Finished', 7, 8);
`;

const version1 = `${jobsAndRuns(start - hour)}
  insert into alerts (id, job_key, opened_at, first_run_key, last_run_key, runs, announced, recovered_at)
    values (1, '${was(failed)}', 100, 'r1', 'r1', 2, 1, null), (2, '${was(recovered)}', 50, 'r2', 'r2', 1, 0, 90);
  insert into notices (id, job_key, run_key, title, body, created_at, shown_at)
    values (1, '${was(failed)}', 'r1', 'Backup failed', 'words', 100, null),
      (2, '${was(recovered)}', 'r2', 'Backup failed', 'words', 50, 60);
`;

const version2 = `${jobsAndRuns(start - hour)}
  update customers set display_name = 'Our Contoso', tags = '["gold"]';
  update runs set told = 'notified' where outcome = 'failure';
  insert into alerts (id, job_key, kind, opened_at, first_run_key, last_run_key, runs, notified_at, notified_runs,
      ended_at, ended_as)
    values (1, '${was(failed)}', 'failure', 100, 'r1', 'r1', 2, 100, 2, null, null),
      (2, '${was(recovered)}', 'failure', 50, 'r2', 'r2', 1, null, 0, 90, 'recovered');
  insert into alert_events (alert_id, at, type, detail) values (1, 100, 'opened', 'r1'), (2, 50, 'opened', 'r2');
  insert into notices (id, kind, subject, job_key, job_name, customer_id, customer_name, title, body, created_at, shown_at)
    values (1, 'failure', '${was(failed)} r1', '${was(failed)}', 'Exchange Online', 'c1', 'Contoso', 'Backup failed',
        'words', 100, null),
      (2, 'failure', '${was(recovered)} r2', '${was(recovered)}', 'SharePoint Online', 'c1', 'Contoso', 'Backup failed',
        'words', 50, 60);
`;

const version4 = `${version2}
  update jobs set gaps = '[7200000,3600000]', usual_gap = 3600000, widest_gap = 7200000 where outcome = 'failure';
`;

const version5 = `
  insert into customers (id, name, owner_email, first_seen_at, baseline_at, checked_at, display_name, tags, search, sort_name)
    values ('c1', 'Contoso', 'it@contoso.example', ${start - hour}, ${start - hour}, ${start - hour}, 'Our Contoso',
      '["gold"]', 'our contoso', 'our contoso');
  insert into jobs (key, customer_id, shown, service, module, name, run_key, status, outcome, severity, total, failed,
      start_at, end_at, duration, search, gaps, usual_gap, widest_gap)
    values ('${was(failed)}', 'c1', 1, 'Microsoft 365', 'Exchange Online', null, 'r1', 'Failed', 'failure', 0, 10, 3,
      ${failed.start.value!}, ${failed.end.value!}, 1800000, 'our contoso contoso' || char(10) || 'exchangé', '[7200000,3600000]',
      3600000, 7200000),
    ('${was(recovered)}', 'c1', 1, 'Microsoft 365', 'SharePoint Online', null, 'r3', 'Finished', 'success', 4, 10, 0,
      ${recovered.start.value!}, null, 1800000, 'our contoso contoso', '[]', null, null);
  insert into job_answers (id, body, raw)
    select id, iif(outcome = 'failure', '${body(failed)}', '${body(recovered)}'),
      iif(outcome = 'failure', '${failed.raw}', '${recovered.raw}') from jobs;
${version2.slice(version2.indexOf('  insert into runs'))}`;

const earlier: [number, string][] = [
  [1, version1],
  [2, version2],
  // What came with the third is indexes.
  [3, version2],
  [4, version4],
  [5, version5],
  [6, version5],
];

test('every earlier version is tried', () => {
  expect(earlier.map(([version]) => version)).toEqual(migrations.slice(1).map((_, index) => index + 1));
});

test.each(earlier)('a file of version %i comes up without losing anything', async (version, fill) => {
  const file = makeOld(version, fill);
  const { database, setAside } = openFile(file);
  expect(setAside).toBeNull();
  const rows = (sql: string): unknown[] => database.prepare(sql).all();
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
  expect(rows('select id, name, owner_email, watched from customers')).toEqual([
    { id: 'c1', name: 'Contoso', owner_email: 'it@contoso.example', watched: 1 },
  ]);
  expect(rows('select run_key, outcome, start_at, first_seen_at from runs order by run_key')).toEqual([
    { run_key: 'r0', outcome: 'success', start_at: 1, first_seen_at: 2 },
    { run_key: 'r1', outcome: 'failure', start_at: 3, first_seen_at: 4 },
    { run_key: 'r2', outcome: 'failure', start_at: 5, first_seen_at: 6 },
    { run_key: 'r3', outcome: 'success', start_at: 7, first_seen_at: 8 },
  ]);
  expect(
    rows(
      'select id, kind, opened_at, last_run_key, runs, notified_at, notified_runs, ended_at, ended_as from alerts',
    ),
  ).toEqual([
    {
      id: 1,
      kind: 'failure',
      opened_at: 100,
      last_run_key: 'r1',
      runs: 2,
      notified_at: 100,
      notified_runs: 2,
      ended_at: null,
      ended_as: null,
    },
    {
      id: 2,
      kind: 'failure',
      opened_at: 50,
      last_run_key: 'r2',
      runs: 1,
      notified_at: null,
      notified_runs: 0,
      ended_at: 90,
      ended_as: 'recovered',
    },
  ]);
  expect(rows('select alert_id, type, detail from alert_events order by alert_id')).toEqual([
    { alert_id: 1, type: 'opened', detail: 'r1' },
    { alert_id: 2, type: 'opened', detail: 'r2' },
  ]);
  const repository = createRepository(database);
  expect(repository.pendingNotices()).toMatchObject([
    {
      id: 1,
      kind: 'failure',
      jobKey: failed.key,
      customerId: 'c1',
      customerName: 'Contoso',
      title: 'Backup failed',
    },
  ]);
  // What lists stand on is worked out from what was there.
  expect(rows('select failure, success, idle, open_alerts, shown from customers')).toEqual([
    { failure: 1, success: 1, idle: 0, open_alerts: 1, shown: 1 },
  ]);
  expect(rows('select service, module, jobs from modules order by module')).toEqual([
    { service: 'Microsoft 365', module: 'Exchange Online', jobs: 1 },
    { service: 'Microsoft 365', module: 'SharePoint Online', jobs: 1 },
  ]);
  expect(rows('select sum(runs) as runs from run_quarters')).toEqual([{ runs: 4 }]);
  const queries = createJobQueries(database, () => start);
  const list = queries.list({ ...everything, text: 'contoso', offset: 0, limit: 9 });
  expect(list.rows.map(({ key, runId }) => [key, runId])).toEqual([
    [failed.key, 'r1'],
    [recovered.key, 'r3'],
  ]);
  expect(queries.details(failed.key)).toMatchObject({ key: failed.key, raw: failed.raw });
  expect(
    createCustomerQueries(database).list({ text: 'contoso', ids: null, offset: 0, limit: 9 }).matched,
  ).toBe(1);
  const { hasBaseline, jobs, alerts } = repository.recall('c1');
  expect([hasBaseline, jobs.size, alerts.length]).toEqual([true, 2, 1]);
  if (version >= 4) {
    expect(jobs.get(failed.key)!.gaps).toEqual([7_200_000, 3_600_000]);
    expect(rows('select usual_gap, widest_gap from jobs where usual_gap is not null')).toEqual([
      { usual_gap: 3_600_000, widest_gap: 7_200_000 },
    ]);
  }
  if (version === 5)
    expect(queries.list({ ...everything, text: 'exchangé', offset: 0, limit: 9 }).matched).toBe(1);
  if (version === 1) {
    expect(jobs.get(failed.key)!.finishedAt).toBe(failed.end.value);
    expect(jobs.get(recovered.key)!.finishedAt).toBe(recovered.start.value);
  }
  database.close();

  // What was told before the upgrade is not told after it.
  const world = createWorld(['c1'], {}, file);
  closing(world.database);
  await world.see([failed, recovered]);
  expect(world.notices().map(({ id }) => id)).toEqual([1]);
  expect(world.open()).toEqual(['failure 2']);
});

// The order then; an outcome that comes between others moves those behind it.
test.each(earlier)('in a file of version %i a job that never ran stays the last', (version, fill) => {
  const file = makeOld(version, fill.replaceAll("'Finished', 'success', 4", "'Not Started', 'idle', 6"));
  const { database } = openFile(file);
  expect(database.prepare('select outcome, severity from jobs order by severity').all()).toEqual(
    (['failure', 'idle'] as const).map((outcome) => ({ outcome, severity: outcomes.indexOf(outcome) })),
  );
  expect(database.prepare('select failure, success, idle from customers').all()).toEqual([
    { failure: 1, success: 0, idle: 1 },
  ]);
  database.close();
});

test('an upgrade that fails leaves the file as it was', () => {
  const file = makeOld(1, `${version1} create table alert_events (in_the_way integer);`);
  expect(() => openFile(file)).toThrow('alert_events');
  const database = closing(new DatabaseSync(file));
  expect(database.prepare('pragma user_version').get()).toEqual({ user_version: 1 });
  expect(database.prepare('select count(*) as n from alerts where recovered_at is null').get()).toEqual({
    n: 1,
  });
  expect(
    database.prepare(`select count(*) as n from pragma_table_info('customers') where name = 'tags'`).get(),
  ).toEqual({
    n: 0,
  });
});
