import { join } from 'node:path';
import type { Connection, Credentials } from '../shared/connection.ts';
import { connectionSchema } from '../shared/connection.ts';
import type { JobDetails } from '../shared/model.ts';
import type { Preferences } from '../shared/preferences.ts';
import { problem } from '../shared/problem.ts';
import type { Problem } from '../shared/problem.ts';
import type { JobPage, JobQuery } from '../shared/query.ts';
import type { AppState, Estate } from '../shared/state.ts';
import type { Clock } from './avepoint/clock.ts';
import { ServiceFailure } from './avepoint/failure.ts';
import type { Fetch } from './avepoint/http.ts';
import { createClient } from './avepoint/index.ts';
import type { Client } from './avepoint/index.ts';
import { countByOutcome } from './store/job-queries.ts';
import type { Log } from './monitor/log.ts';
import type { Notice } from './monitor/repository.ts';
import type { Secrets } from './store/secrets.ts';
import type { Settings } from './store/settings.ts';
import { databaseName, openWatch } from './watch.ts';
import type { Watch } from './watch.ts';

/** A running sample service, and how to sign in to it. */
export interface Sample {
  credentials: Credentials;
  close(): Promise<void>;
}

export interface ProgramOptions {
  version: string;
  dataFolder: string;
  settings: Settings;
  secrets: Secrets;
  fetch: Fetch;
  clock: Clock;
  log: Log;
  show: (notice: Notice) => Promise<boolean>;
  startSample: () => Promise<Sample>;
  onChange: () => void;
}

/** What the program does for window and tray. Methods throw ServiceFailure. */
export interface Program {
  /** Takes up the connection of the last time, or the sample data. */
  begin(sample: boolean): Promise<void>;
  connect(credentials: Credentials): Promise<{ customers: number }>;
  exploreSample(): Promise<void>;
  signOut(): Promise<void>;
  refresh(): Promise<void>;
  setPaused(paused: boolean): void;
  preferences(): Preferences;
  setPreferences(preferences: Preferences): Preferences;
  state(): AppState;
  listJobs(query: JobQuery): JobPage;
  job(key: string): JobDetails | null;
  failingJobs(limit: number): ReturnType<Watch['jobs']['failing']>;
  end(): Promise<void>;
}

const parallelPolls = 4;
/** The sample's day is compressed into minutes, so it is looked at more often. */
const sampleIntervalMs = 5000;
const emptyEstate: Estate = {
  customers: 0,
  unreachable: 0,
  waiting: 0,
  jobs: 0,
  outcomes: countByOutcome([]),
  checkedAt: null,
};

export function createProgram(options: ProgramOptions): Program {
  const { settings, secrets, clock, log } = options;
  let kind: 'none' | 'sample' | 'live' = 'none';
  let watch: Watch | null = null;
  let sample: Sample | null = null;
  let startProblem: Problem | null = null;
  let storageProblem: Problem | null = null;

  const open = (file: string): Watch => {
    storageProblem = null;
    return openWatch({
      file,
      clock,
      log,
      show: options.show,
      onChange: options.onChange,
      onStorageError: (error) => {
        storageProblem = problem('storageFailed', { detail: error instanceof Error ? error.message : null });
        log.error('store', storageProblem.detail ?? 'unknown error');
        options.onChange();
      },
    });
  };

  const clientFor = (connection: Connection, clientSecret: string): Client =>
    createClient({
      connection,
      credential: { kind: 'secret', secret: clientSecret },
      fetch: options.fetch,
      clock,
      onToken: (seconds) => {
        log.info('token', `signed in at ${new URL(connection.tokenUrl).host}, for ${seconds} s`);
      },
    });

  const closeWatch = async (): Promise<void> => {
    const [oldWatch, oldSample] = [watch, sample];
    [watch, sample, kind, startProblem] = [null, null, 'none', null];
    await oldWatch?.close();
    await oldSample?.close();
  };

  const livePolling = () => ({
    intervalMs: settings.preferences.pollMinutes * 60_000,
    parallel: parallelPolls,
  });

  /** Starts polling the kept connection; what keeps it from starting is told and tried again by `refresh`. */
  const startLive = async (connection: Connection): Promise<void> => {
    kind = 'live';
    watch ??= open(join(options.dataFolder, databaseName(connection)));
    try {
      const secret = await secrets.read(connection);
      if (secret === null) throw new ServiceFailure(problem('secretMissing'));
      startProblem = null;
      watch.poll({ client: clientFor(connection, secret), ...livePolling() });
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      startProblem = error.problem;
      log.warn('connection', error.message);
    }
    options.onChange();
  };

  const startSample = async (): Promise<void> => {
    await closeWatch();
    const service = await options.startSample();
    sample = service;
    kind = 'sample';
    watch = open(':memory:');
    const client = clientFor(service.credentials, service.credentials.clientSecret);
    watch.poll({ client, intervalMs: sampleIntervalMs, parallel: parallelPolls });
    log.info('connection', 'sample data');
    options.onChange();
  };

  return {
    begin: async (wantsSample) => {
      const { connection } = settings;
      if (wantsSample) await startSample();
      else if (connection !== null) await startLive(connection);
      else log.info('connection', 'none yet');
    },
    connect: async (credentials) => {
      const connection = connectionSchema.parse(credentials);
      const client = clientFor(connection, credentials.clientSecret);
      const { customers } = await client.source.listCustomers(new AbortController().signal);
      await secrets.save(connection, credentials.clientSecret);
      const former = settings.connection;
      settings.saveConnection(connection);
      if (former !== null && databaseName(former) !== databaseName(connection)) await secrets.remove(former);
      await closeWatch();
      kind = 'live';
      watch = open(join(options.dataFolder, databaseName(connection)));
      watch.poll({ client, customers, ...livePolling() });
      options.onChange();
      return { customers: customers.length };
    },
    exploreSample: startSample,
    signOut: async () => {
      const { connection } = settings;
      const wasLive = kind === 'live';
      await closeWatch();
      if (wasLive && connection !== null) {
        settings.saveConnection(null);
        await secrets.remove(connection);
      }
      log.info('connection', 'signed out');
      options.onChange();
    },
    refresh: async () => {
      const { connection } = settings;
      if (kind === 'live' && connection !== null && watch?.monitor === null) await startLive(connection);
      else watch?.refresh();
    },
    setPaused: (paused) => {
      watch?.monitor?.setPaused(paused);
    },
    preferences: () => settings.preferences,
    setPreferences: (preferences) => {
      settings.savePreferences(preferences);
      if (kind === 'live') watch?.monitor?.setInterval(livePolling().intervalMs);
      options.onChange();
      return settings.preferences;
    },
    state: () => ({
      version: options.version,
      connection: connectionState(kind, settings.connection),
      problem: storageProblem ?? startProblem ?? watch?.monitor?.problem ?? null,
      paused: watch?.monitor?.paused ?? false,
      sweep: watch?.monitor?.sweep ?? null,
      estate: watch?.estate() ?? emptyEstate,
    }),
    listJobs: (query) =>
      watch?.jobs.list(query) ?? { rows: [], matched: 0, total: 0, outcomes: countByOutcome([]) },
    job: (key) => watch?.jobs.details(key) ?? null,
    failingJobs: (limit) => watch?.jobs.failing(limit) ?? [],
    end: closeWatch,
  };
}

function connectionState(
  kind: 'none' | 'sample' | 'live',
  connection: Connection | null,
): AppState['connection'] {
  if (kind === 'sample') return { kind: 'sample' };
  return kind === 'live' && connection !== null ? { kind: 'live', connection } : { kind: 'none' };
}
