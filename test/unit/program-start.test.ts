import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultPreferences } from '../../shared/preferences.ts';
import { problem } from '../../shared/problem.ts';
import { credentialsFor, ProgramStage } from './program-stage.ts';
import { simulate } from './simulator/help.ts';

let stage: ProgramStage;

beforeEach(() => {
  stage = new ProgramStage();
});

afterEach(() => stage.end());

it('goes on when the network comes back while the polling is begun anew', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = await stage.startConnected(simulator);
  const { promise: opened, resolve: open } = Promise.withResolvers<undefined>();
  const { promise: asked, resolve: ask } = Promise.withResolvers<undefined>();
  stage.beforeRead = () => {
    ask(undefined);
    return opened;
  };
  program.sleep();
  program.setPreferences({ ...defaultPreferences, parallel: 8 });
  await asked;
  const { jobs } = simulator.counters;
  program.wake();
  open(undefined);
  await expect.poll(() => simulator.counters.jobs, { timeout: 8000 }).toBeGreaterThanOrEqual(jobs + 2);
  expect(program.state().asleep).toBe(false);
}, 20_000);

it('tells at its start what was due when it ended, and once that its secret is gone', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = await stage.startConnected(simulator);
  await program.end();
  stage.entries.clear();
  const database = stage.openDatabase();
  database.exec(`insert into notices (kind, subject, job_name, customer_name, title, body, created_at)
    values ('failure', 'a run', '', 'Contoso', 'Backup failed: Contoso', '', 0)`);
  database.close();
  const again = stage.start();
  await again.begin(false);
  const told = ['Backup failed: Contoso', 'Jobwatch cannot check: The secret is gone'];
  await expect.poll(() => stage.shown.toSorted(), { timeout: 8000 }).toEqual(told);
  await again.end();
  const third = stage.start();
  await third.begin(false);
  await third.connect(credentialsFor(simulator));
  await expect.poll(() => stage.shown.at(-1), { timeout: 8000 }).toBe('Jobwatch checks again');
  expect(stage.shown).toHaveLength(3);
}, 30_000);

it('counts an outage that it did not see from its start', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = await stage.startConnected(simulator);
  await program.end();
  const database = stage.openDatabase();
  const longAgo = Date.now() - 3 * 86_400_000;
  database
    .prepare(`insert into facts (name, value) values ('connection', ?)`)
    .run(JSON.stringify({ since: longAgo, toldAt: null }));
  database
    .prepare('update customers set problem_since = ?, problem = ?')
    .run(longAgo, JSON.stringify(problem('timedOut')));
  stage.isLocked = true;
  const again = stage.start();
  await again.begin(false);
  expect(again.state().problem?.code).toBe('keychainRefused');
  await again.end();
  const read = (sql: string): unknown => Object.values(database.prepare(sql).get() ?? {})[0];
  const { since } = JSON.parse(String(read(`select value from facts where name = 'connection'`))) as {
    since: number;
  };
  expect(since).toBeGreaterThan(longAgo);
  expect(read('select min(problem_since) from customers')).toBeGreaterThan(longAgo);
  expect(stage.shown).toEqual([]);
  database.close();
}, 20_000);
