import { join } from 'node:path';
import type { Connection, Credentials } from '../shared/connection.ts';
import { connectionSchema, isLoopback } from '../shared/connection.ts';
import type { JobDetails } from '../shared/model.ts';
import type { Policy } from '../shared/policy.ts';
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
import type { Show } from './monitor/delivery.ts';
import type { AlertDesk } from './store/alert-desk.ts';
import { storageFailure } from './store/storage-failure.ts';
import type { Secrets } from './store/secrets.ts';
import type { Settings } from './store/settings.ts';
import { openStoredWatch } from './stored-watch.ts';
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
  show: Show;
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
  refresh(customerId: string | null): Promise<void>;
  setPaused(paused: boolean): void;
  preferences(): Preferences;
  policy(): Policy;
  setPolicy(policy: Policy): Policy;
  /** The alerts of the present connection; null where there is none. */
  readonly alerts: AlertDesk | null;
  /** The computer goes to sleep or loses its network, and comes back. */
  sleep(): void;
  wake(): void;
  /** Whether the service runs on this computer. */
  isLocal(): boolean;
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
/** A keychain that was asked in vain is not asked again sooner: it may prompt. */
const retryMs = 60_000;
const emptyEstate: Estate = {
  customers: 0,
  unreachable: 0,
  waiting: 0,
  stale: 0,
  failing: 0,
  alerts: { open: 0, acknowledged: 0, snoozed: 0 },
  lastSweep: null,
  polls: 0,
  errors: 0,
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
  let cancelRetry = (): void => undefined;

  const storageFailed = (error: unknown): void => {
    const failure = storageFailure(error);
    if (storageProblem?.detail !== failure.problem.detail) log.error('store', failure.message);
    storageProblem = failure.problem;
    options.onChange();
  };

  const open = (file: string): Watch =>
    openWatch({
      file,
      clock,
      log,
      policy: () => settings.policy,
      keepDays: () => settings.preferences.keepDays,
      show: options.show,
      onChange: options.onChange,
      onStored: () => {
        storageProblem = null;
      },
      onStorageError: storageFailed,
    });

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
    cancelRetry();
    const [oldWatch, oldSample] = [watch, sample];
    [watch, sample, kind, startProblem, storageProblem] = [null, null, 'none', null, null];
    await oldWatch?.close();
    await oldSample?.close();
  };

  const livePolling = () => ({
    intervalMs: settings.preferences.pollMinutes * 60_000,
    parallel: parallelPolls,
  });

  /** Opens the database of a connection; where the disk takes nothing, what it holds is still shown. */
  const openLive = async (connection: Connection): Promise<Watch | null> => {
    const file = join(options.dataFolder, databaseName(connection));
    try {
      await watch?.close();
      watch = open(file);
      storageProblem = null;
      return watch;
    } catch (error) {
      storageFailed(error);
      watch = openStoredWatch(file, clock);
      return null;
    }
  };

  /**
   * Starts polling the kept connection. What keeps it from starting, a locked keychain or a full disk, is told, and
   * tried again every minute and by `refresh`.
   */
  const startLive = async (connection: Connection): Promise<void> => {
    cancelRetry();
    kind = 'live';
    try {
      const opened = await openLive(connection);
      if (opened === null) throw new ServiceFailure(storageProblem ?? problem('storageFailed'));
      options.onChange();
      const secret = await secrets.read(connection);
      if (secret === null) throw new ServiceFailure(problem('secretMissing'));
      // Somebody may have signed out while the keychain was asked.
      if (watch !== opened) return;
      startProblem = null;
      opened.poll({ client: clientFor(connection, secret), ...livePolling() });
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      startProblem = error.problem;
      log.warn('connection', error.message);
      cancelRetry = clock.after(retryMs, () => {
        startLive(connection).catch(storageFailed);
      });
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
      const opened = await openLive(connection);
      if (opened === null) throw new ServiceFailure(storageProblem ?? problem('storageFailed'));
      opened.poll({ client, customers, ...livePolling() });
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
    refresh: async (customerId) => {
      const { connection } = settings;
      if (kind === 'live' && connection !== null && (watch?.monitor ?? null) === null)
        await startLive(connection);
      else watch?.refresh(customerId ?? undefined);
    },
    setPaused: (paused) => {
      watch?.monitor?.setPaused(paused);
    },
    sleep: () => {
      watch?.monitor?.sleep();
    },
    wake: () => {
      watch?.monitor?.wake();
    },
    isLocal: () => kind === 'sample' || isLoopback(settings.connection?.apiBaseUrl ?? ''),
    preferences: () => settings.preferences,
    setPreferences: (preferences) => {
      settings.savePreferences(preferences);
      if (kind === 'live') watch?.monitor?.setInterval(livePolling().intervalMs);
      options.onChange();
      return settings.preferences;
    },
    policy: () => settings.policy,
    setPolicy: (policy) => {
      settings.savePolicy(policy);
      options.onChange();
      return settings.policy;
    },
    state: () => ({
      version: options.version,
      connection: connectionState(kind, settings.connection),
      problem: storageProblem ?? startProblem ?? watch?.monitor?.problem ?? null,
      paused: watch?.monitor?.paused ?? false,
      asleep: watch?.monitor?.asleep ?? false,
      notificationsRefused: watch?.notificationsRefused ?? false,
      setAside: watch?.setAside ?? null,
      sweep: watch?.monitor?.sweep ?? null,
      estate: watch?.estate() ?? emptyEstate,
    }),
    get alerts() {
      return watch?.alerts ?? null;
    },
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
