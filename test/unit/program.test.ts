import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ServiceFailure } from '../../main/avepoint/failure.ts';
import type { NetworkSettings } from '../../shared/network.ts';
import { defaultPreferences } from '../../shared/preferences.ts';
import { everything } from '../../renderer/state/filter.ts';
import { credentialsFor, ProgramStage } from './program-stage.ts';
import { simulate } from './simulator/help.ts';

const proxyOf = (userName: string): NetworkSettings => ({
  proxy: { mode: 'manual', server: 'http://proxy:8080', userName, bypass: '' },
  extraCa: null,
});

let stage: ProgramStage;

beforeEach(() => {
  stage = new ProgramStage();
});

afterEach(() => stage.end());

it('keeps the credential when the same registration is asked at another address', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = stage.start();
  await program.connect(credentialsFor(simulator));
  const apiBaseUrl = simulator.apiBaseUrl.replace('127.0.0.1', 'localhost');
  await program.connect(credentialsFor(simulator, { apiBaseUrl }));
  expect([...stage.entries.values()]).toEqual([simulator.clientSecret]);
  expect(stage.hiddenSecrets).toContain(simulator.clientSecret);
  await program.end();
  const again = stage.start();
  await again.begin(false);
  expect(again.state()).toMatchObject({ problem: null, connection: { kind: 'live' } });
});

it('goes on with the connection there is where another one does not work', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = stage.start();
  await program.connect(credentialsFor(simulator));
  const wrong = { kind: 'secret', clientSecret: 'wrong', expiresAt: null } as const;
  await expect(program.connect(credentialsFor(simulator, { proof: wrong }))).rejects.toMatchObject({
    problem: { code: 'credentialsRefused' },
  });
  expect([...stage.entries.values()]).toEqual([simulator.clientSecret]);
  expect(program.state()).toMatchObject({ problem: null, connection: { kind: 'live' } });
  await expect.poll(() => program.state().estate.jobs).toBeGreaterThan(0);
});

it('sets a database aside that turns out to be damaged while it is used, and begins anew', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = await stage.startConnected(simulator);
  const [file = ''] = readdirSync(stage.folder).filter((name) => name.endsWith('.db'));
  const other = new DatabaseSync(join(stage.folder, file), { defensive: false });
  other.exec(`pragma writable_schema = on;
    update sqlite_schema set rootpage = 1000000 where name = 'jobs'; pragma schema_version = 1000`);
  other.close();
  await program.refresh(null);
  await expect.poll(() => program.state().setAside).toContain('.damaged-');
  await expect.poll(() => program.state().estate).toMatchObject({ customers: 2, waiting: 0 });
  expect(program.state().problem).toBeNull();
  expect(program.listJobs({ ...everything, offset: 0, limit: 10 }).total).toBeGreaterThan(0);
});

it('goes back to AvePoint when the sample data ends', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = stage.start();
  await program.connect(credentialsFor(simulator));
  await program.exploreSample();
  expect(program.state().connection.kind).toBe('sample');
  await program.signOut();
  expect(program.state()).toMatchObject({ connection: { kind: 'live' }, estate: { customers: 2 } });
  await program.signOut();
  expect(program.state().connection.kind).toBe('none');
  expect([...stage.entries]).toEqual([]);
});

it('takes changes of how the service is asked together', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = await stage.startConnected(simulator);
  const { token } = simulator.counters;
  for (const parallel of [5, 6, 7])
    program.setPreferences({ ...defaultPreferences, theme: 'dark', parallel });
  expect(stage.adopted).toEqual(['dark', 'dark', 'dark']);
  expect(program.preferences().parallel).toBe(7);
  await expect.poll(() => simulator.counters.token, { timeout: 5000 }).toBe(token + 1);
  expect(program.state().problem).toBeNull();
});

it('stays paused over a restart and asks for nothing, until somebody resumes', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = await stage.startConnected(simulator);
  const until = Date.now() + 3_600_000;
  program.pause(until);
  await program.end();
  const { token, jobs } = simulator.counters;
  const again = stage.start();
  await again.begin(false);
  expect(again.state()).toMatchObject({ paused: true, pausedUntil: until, sweep: null });
  expect(simulator.counters).toMatchObject({ token, jobs });
  again.resume();
  expect(again.state()).toMatchObject({ paused: false, pausedUntil: null });
  await expect.poll(() => simulator.counters.jobs).toBe(jobs + 2);
});

it('leaves the network as it was where it cannot be kept', async () => {
  const program = stage.start();
  await program.begin(false);
  await program.setNetwork(proxyOf('anna'), 'secret');
  expect([...stage.entries]).toEqual([['anna at proxy http://proxy:8080', 'secret']]);
  stage.isLocked = true;
  await expect(program.setNetwork(proxyOf('bert'), 'other')).rejects.toBeInstanceOf(ServiceFailure);
  expect(program.network().proxy).toEqual(proxyOf('anna').proxy);
  expect(stage.applied.at(-1)?.settings).toEqual(proxyOf('anna'));
  stage.isLocked = false;
  await program.setNetwork(proxyOf('anna'), null);
  expect(stage.applied.at(-1)?.password).toBe('secret');
  await program.setNetwork({ proxy: { mode: 'none' }, extraCa: null }, null);
  expect([...stage.entries]).toEqual([]);
});

it('begins with what it can read of the network', async () => {
  stage.kept.set('network', { ...proxyOf('anna'), extraCa: 'broken' });
  stage.entries.set('anna at proxy http://proxy:8080', 'secret');
  const program = stage.start();
  await program.begin(false);
  expect(stage.applied).toEqual([{ settings: proxyOf('anna'), password: 'secret' }]);
});

it('checks half as often on battery, unless somebody wants it otherwise', async () => {
  const simulator = await simulate({ customers: 20, seed: 7 });
  const program = stage.start();
  await program.connect(credentialsFor(simulator));
  await expect.poll(() => program.state().estate.waiting, { timeout: 8000 }).toBe(0);
  const minutesToLast = (): number => {
    const { rows } = program.listCustomers({ text: '', ids: null, offset: 0, limit: 100 });
    const next = rows.map(({ id }) => program.customer(id)?.nextPollAt ?? 0);
    return (Math.max(...next) - Date.now()) / 60_000;
  };
  expect(minutesToLast()).toBeLessThan(5.6);
  program.setOnBattery(true);
  const { jobs } = simulator.counters;
  await program.refresh(null);
  await expect.poll(() => simulator.counters.jobs, { timeout: 8000 }).toBeGreaterThanOrEqual(jobs + 20);
  await expect.poll(minutesToLast).toBeGreaterThan(6);
  program.setPreferences({ ...defaultPreferences, sparing: false });
  expect(minutesToLast()).toBeLessThan(5.6);
}, 20_000);
