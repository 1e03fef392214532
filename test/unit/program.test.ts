import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../main/avepoint/clock.ts';
import { ServiceFailure } from '../../main/avepoint/failure.ts';
import { createProgram } from '../../main/program.ts';
import type { Program, ProgramOptions } from '../../main/program.ts';
import { startSampleService } from '../../main/sample.ts';
import { createCredentialStore } from '../../main/store/credentials.ts';
import { createSettings } from '../../main/store/settings.ts';
import type { Credentials } from '../../shared/connection.ts';
import type { NetworkSettings } from '../../shared/network.ts';
import { defaultPreferences } from '../../shared/preferences.ts';
import { everything } from '../../renderer/state/filter.ts';
import { problem } from '../../shared/problem.ts';
import type { Simulator } from '../../simulator/index.ts';
import { simulate } from './simulator/help.ts';

let folder: string;
let entries: Map<string, string>;
let kept: Map<string, unknown>;
let applied: { settings: NetworkSettings; password: string | null }[];
let isLocked: boolean;
let adopted: string[];
let hiddenSecrets: string[];
let programs: Program[];
/** The titles of the notifications. */
let shown: string[];
/** What a read of the keychain waits for. */
let beforeRead: () => Promise<unknown>;

const withKeychain = <T>(work: () => T): Promise<T> =>
  isLocked ? Promise.reject(new ServiceFailure(problem('keychainRefused'))) : Promise.resolve(work());

/** The program over what is kept, as at a start. */
function startProgram(): Program {
  const settings = createSettings({
    get: (key) => kept.get(key),
    set: (key, value) => kept.set(key, value),
    delete: (key) => kept.delete(key),
  });
  const credentials = createCredentialStore({
    read: async (account) => {
      await beforeRead();
      return await withKeychain(() => entries.get(account) ?? null);
    },
    save: (account, secret) => withKeychain(() => void entries.set(account, secret)),
    remove: (account) => withKeychain(() => void entries.delete(account)),
    made: () => [...entries.keys()],
    mayAsk: () => undefined,
  });
  const network: ProgramOptions['network'] = {
    fetch: (url, init) => fetch(url, init),
    apply: async (wished, password) => {
      if (wished.extraCa === 'broken') throw new ServiceFailure(problem('invalidInput'));
      applied.push({ settings: wished, password });
    },
    authorities: () => [],
  };
  const silent = (): void => undefined;
  const program = createProgram({
    version: '0',
    dataFolder: folder,
    settings,
    credentials,
    network,
    clock: systemClock,
    log: { detail: silent, info: silent, warn: silent, error: silent },
    show: ({ title }) => {
      shown.push(title);
      return Promise.resolve(true);
    },
    formerNames: { keep: silent, renamed: silent },
    startSample: startSampleService,
    examine: () => Promise.resolve(null),
    moverFor: () => ({ move: () => Promise.resolve(), end: () => Promise.resolve() }),
    keychain: () => Promise.resolve('available' as const),
    isTrayMissing: () => false,
    hideSecret: (secret) => hiddenSecrets.push(secret),
    adopt: (preferences) => adopted.push(preferences.theme),
    onChange: silent,
  });
  programs.push(program);
  return program;
}

const credentialsFor = (simulator: Simulator, changed: Partial<Credentials> = {}): Credentials => ({
  environment: 'custom',
  clientId: simulator.clientId,
  apiBaseUrl: simulator.apiBaseUrl,
  tokenUrl: simulator.tokenUrl,
  generation: 'automatic',
  proof: { kind: 'secret', clientSecret: simulator.clientSecret, expiresAt: null },
  forSession: false,
  customerIds: [],
  ...changed,
});
const proxyOf = (userName: string): NetworkSettings => ({
  proxy: { mode: 'manual', server: 'http://proxy:8080', userName, bypass: '' },
  extraCa: null,
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobwatch-program-'));
  entries = new Map();
  kept = new Map();
  applied = [];
  isLocked = false;
  adopted = [];
  hiddenSecrets = [];
  programs = [];
  shown = [];
  beforeRead = () => Promise.resolve();
});

afterEach(async () => {
  for (const program of programs) await program.end();
  rmSync(folder, { recursive: true, maxRetries: 5 });
});

it('keeps the credential when the same registration is asked at another address', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = startProgram();
  await program.connect(credentialsFor(simulator));
  const apiBaseUrl = simulator.apiBaseUrl.replace('127.0.0.1', 'localhost');
  await program.connect(credentialsFor(simulator, { apiBaseUrl }));
  expect([...entries.values()]).toEqual([simulator.clientSecret]);
  expect(hiddenSecrets).toContain(simulator.clientSecret);
  await program.end();
  const again = startProgram();
  await again.begin(false);
  expect(again.state()).toMatchObject({ problem: null, connection: { kind: 'live' } });
});

it('goes on with the connection there is where another one does not work', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = startProgram();
  await program.connect(credentialsFor(simulator));
  const wrong = { kind: 'secret', clientSecret: 'wrong', expiresAt: null } as const;
  await expect(program.connect(credentialsFor(simulator, { proof: wrong }))).rejects.toMatchObject({
    problem: { code: 'credentialsRefused' },
  });
  expect([...entries.values()]).toEqual([simulator.clientSecret]);
  expect(program.state()).toMatchObject({ problem: null, connection: { kind: 'live' } });
  await expect.poll(() => program.state().estate.jobs).toBeGreaterThan(0);
});

it('sets a database aside that turns out to be damaged while it is used, and begins anew', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = startProgram();
  await program.connect(credentialsFor(simulator));
  await expect.poll(() => program.state().estate.waiting).toBe(0);
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.db'));
  const other = new DatabaseSync(join(folder, file), { defensive: false });
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
  const program = startProgram();
  await program.connect(credentialsFor(simulator));
  await program.exploreSample();
  expect(program.state().connection.kind).toBe('sample');
  await program.signOut();
  expect(program.state()).toMatchObject({ connection: { kind: 'live' }, estate: { customers: 2 } });
  await program.signOut();
  expect(program.state().connection.kind).toBe('none');
  expect([...entries]).toEqual([]);
});

it('takes changes of how the service is asked together', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = startProgram();
  await program.connect(credentialsFor(simulator));
  await expect.poll(() => program.state().estate.waiting).toBe(0);
  const { token } = simulator.counters;
  for (const parallel of [5, 6, 7])
    program.setPreferences({ ...defaultPreferences, theme: 'dark', parallel });
  expect(adopted).toEqual(['dark', 'dark', 'dark']);
  expect(program.preferences().parallel).toBe(7);
  await expect.poll(() => simulator.counters.token, { timeout: 5000 }).toBe(token + 1);
  expect(program.state().problem).toBeNull();
});

it('stays paused over a restart and asks for nothing, until somebody resumes', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = startProgram();
  await program.connect(credentialsFor(simulator));
  await expect.poll(() => program.state().estate.waiting).toBe(0);
  const until = Date.now() + 3_600_000;
  program.pause(until);
  await program.end();
  const { token, jobs } = simulator.counters;
  const again = startProgram();
  await again.begin(false);
  expect(again.state()).toMatchObject({ paused: true, pausedUntil: until, sweep: null });
  expect(simulator.counters).toMatchObject({ token, jobs });
  again.resume();
  expect(again.state()).toMatchObject({ paused: false, pausedUntil: null });
  await expect.poll(() => simulator.counters.jobs).toBe(jobs + 2);
});

it('leaves the network as it was where it cannot be kept', async () => {
  const program = startProgram();
  await program.begin(false);
  await program.setNetwork(proxyOf('anna'), 'secret');
  expect([...entries]).toEqual([['anna at proxy http://proxy:8080', 'secret']]);
  isLocked = true;
  await expect(program.setNetwork(proxyOf('bert'), 'other')).rejects.toBeInstanceOf(ServiceFailure);
  expect(program.network().proxy).toEqual(proxyOf('anna').proxy);
  expect(applied.at(-1)?.settings).toEqual(proxyOf('anna'));
  isLocked = false;
  await program.setNetwork(proxyOf('anna'), null);
  expect(applied.at(-1)?.password).toBe('secret');
  await program.setNetwork({ proxy: { mode: 'none' }, extraCa: null }, null);
  expect([...entries]).toEqual([]);
});

it('begins with what it can read of the network', async () => {
  kept.set('network', { ...proxyOf('anna'), extraCa: 'broken' });
  entries.set('anna at proxy http://proxy:8080', 'secret');
  const program = startProgram();
  await program.begin(false);
  expect(applied).toEqual([{ settings: proxyOf('anna'), password: 'secret' }]);
});

it('checks half as often on battery, unless somebody wants it otherwise', async () => {
  const simulator = await simulate({ customers: 20, seed: 7 });
  const program = startProgram();
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

it('goes on when the network comes back while the polling is begun anew', async () => {
  const simulator = await simulate({ customers: 2, seed: 7 });
  const program = startProgram();
  await program.connect(credentialsFor(simulator));
  await expect.poll(() => program.state().estate.waiting).toBe(0);
  const { promise: opened, resolve: open } = Promise.withResolvers<undefined>();
  const { promise: asked, resolve: ask } = Promise.withResolvers<undefined>();
  beforeRead = () => {
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
  const program = startProgram();
  await program.connect(credentialsFor(simulator));
  await expect.poll(() => program.state().estate.waiting).toBe(0);
  await program.end();
  entries.clear();
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.db'));
  const database = new DatabaseSync(join(folder, name));
  database.exec(`insert into notices (kind, subject, job_name, customer_name, title, body, created_at)
    values ('failure', 'a run', '', 'Contoso', 'Backup failed: Contoso', '', 0)`);
  database.close();
  const again = startProgram();
  await again.begin(false);
  const told = ['Backup failed: Contoso', 'Jobwatch cannot check: The secret is gone'];
  await expect.poll(() => shown.toSorted(), { timeout: 8000 }).toEqual(told);
  await again.end();
  const third = startProgram();
  await third.begin(false);
  await third.connect(credentialsFor(simulator));
  await expect.poll(() => shown.at(-1), { timeout: 8000 }).toBe('Jobwatch checks again');
  expect(shown).toHaveLength(3);
}, 30_000);
