import type { Credentials } from '../shared/connection.ts';
import { connectionSchema, isLoopback } from '../shared/connection.ts';
import type { CustomerDetails, CustomerPage, CustomerQuery } from '../shared/customer.ts';
import { messageOf } from '../shared/message-of.ts';
import type { CustomerNotes, JobDetails } from '../shared/model.ts';
import type { NetworkSettings, NetworkView } from '../shared/network.ts';
import type { Overview } from '../shared/overview.ts';
import type { LimitSuggestion } from '../shared/limit.ts';
import type { PlaceQuery, Places } from '../shared/place.ts';
import type { Policy } from '../shared/policy.ts';
import type { Preferences } from '../shared/preferences.ts';
import type { JobChoices, JobPage, JobQuery } from '../shared/query.ts';
import type { Why } from '../shared/report.ts';
import type { AppState } from '../shared/state.ts';
import { credentialOf } from './avepoint/proof.ts';
import { suggestLimits } from './monitor/suggest-limits.ts';
import { connectionState } from './connection-state.ts';
import { createNetworkWay } from './network-way.ts';
import type { Network } from './network-way.ts';
import { createPause } from './pause.ts';
import { noJobs } from './store/outcome-figures.ts';
import type { ExportSource } from './store/export-source.ts';
import type { PollQueries } from './store/poll-queries.ts';
import type { AlertDesk } from './store/alert-desk.ts';
import { createReading } from './reading.ts';
import { createStation } from './station.ts';
import type { StationOptions } from './station.ts';
import { tryOut } from './try-out.ts';
import type { Watch } from './watch.ts';
import { createWhy } from './why.ts';

export interface ProgramOptions extends Omit<StationOptions, 'fetch' | 'isPaused' | 'isSparing'> {
  version: string;
  /** Takes up what is set for the program's own surroundings: at its start, and whenever it is changed. */
  adopt: (preferences: Preferences) => void;
  /** Whether the desktop has no place for a tray icon. */
  isTrayMissing: () => boolean;
  network: Network;
}

/** What the program does for window and tray. Methods throw ServiceFailure. */
export interface Program {
  /** Takes up the connection of the last time, or the sample data. */
  begin(sample: boolean): Promise<void>;
  connect(credentials: Credentials): Promise<{ customers: number }>;
  exploreSample(): Promise<void>;
  signOut(): Promise<void>;
  refresh(customerId: string | null): Promise<void>;
  /** Stops checking, until then (UTC ms) or until `resume`; over a restart, too. */
  pause(until: number | null): void;
  resume(): void;
  /** The computer runs on its battery, or no longer does. */
  setOnBattery(onBattery: boolean): void;
  preferences(): Preferences;
  policy(): Policy;
  setPolicy(policy: Policy): Policy;
  /** Ends everything, and takes our entries out of the keychain first: where it refuses, nothing is changed. */
  forget(): Promise<void>;
  /** How the latest polls went; null where there is no connection. */
  readonly polls: PollQueries | null;
  /** The alerts of the present connection; null where there is none. */
  readonly alerts: AlertDesk | null;
  /** The computer goes to sleep or loses its network, and comes back. */
  sleep(): void;
  wake(): void;
  /** Whether the service runs on this computer. */
  isLocal(): boolean;
  setPreferences(preferences: Preferences): Preferences;
  /** The customers that were entered by hand; empty where they are listed. */
  customerIds(): string[];
  network(): NetworkView;
  setNetwork(settings: NetworkSettings, proxyPassword: string | null): Promise<NetworkView>;
  describeCustomer(notes: CustomerNotes): void;
  state(): AppState;
  listJobs(query: JobQuery): JobPage;
  jobChoices(): JobChoices;
  /** What the present connection's database holds, for writing it to a file; null where there is none. */
  readonly exports: ExportSource | null;
  job(key: string): JobDetails | null;
  /** Why the job's latest run failed, asked of the service. */
  why(key: string): Promise<Why>;
  listCustomers(query: CustomerQuery): CustomerPage;
  customer(id: string): CustomerDetails | null;
  overview(): Overview;
  findPlaces(query: PlaceQuery): Places;
  /** Overdue limits that would fit better; of one customer, or of services and modules. */
  suggestLimits(customerId: string | null): LimitSuggestion[];
  failingJobs(limit: number): ReturnType<Watch['jobs']['failing']>;
  troubledCustomers(limit: number): ReturnType<Watch['customers']['trouble']>['rows'];
  end(): Promise<void>;
}

/** Milliseconds for which a person may go on changing how the service is asked before the change takes effect. */
const changesRestMs = 1000;

export function createProgram(options: ProgramOptions): Program {
  const { settings, credentials, network, log } = options;
  let onBattery = false;
  const pause = createPause(options.clock, settings, () => {
    station.watch?.monitor?.setPaused(pause.active);
    options.onChange();
  });
  const station = createStation({
    ...options,
    fetch: network.fetch,
    isPaused: () => pause.active,
    isSparing: () => onBattery && settings.preferences.sparing,
  });
  const reading = createReading(station);

  const way = createNetworkWay(options);

  const job = (key: string): JobDetails | null => reading.ask((watch) => watch.jobs.details(key), null);

  let cancelRestart = (): void => undefined;
  /** Starts polling anew with the settings there are then. */
  const restartSoon = (): void => {
    cancelRestart();
    cancelRestart = options.clock.after(changesRestMs, () => {
      const { connection } = settings;
      if (station.kind !== 'live' || connection === null) return;
      station.startLive(connection).catch((error: unknown) => {
        log.error('connection', messageOf(error));
      });
    });
  };

  return {
    begin: async (wantsSample) => {
      const { connection } = settings;
      options.adopt(settings.preferences);
      await way.apply();
      if (wantsSample) await station.startSample();
      else if (connection !== null) await station.startLive(connection);
      else log.info('connection', 'none yet');
    },
    connect: async ({ proof, customerIds, forSession, ...rest }) => {
      const connection = connectionSchema.parse(rest);
      const credential = await credentialOf(proof);
      const customers = await tryOut(station.clientFor(connection, credential), customerIds);
      credentials.mayAsk();
      if (forSession) credentials.keepForSession(connection, credential);
      else await credentials.save(connection, credential);
      const { setup } = settings;
      settings.saveConnection(connection, customerIds);
      settings.saveSetup(setup === 'connection' ? 'customers' : setup);
      // What cannot be removed now is still known, and is removed with the next chance.
      await credentials.keepOnly(connection, settings.network).catch((error: unknown) => {
        log.warn('keychain', messageOf(error));
      });
      await station.startTried(connection, credential, customers);
      return { customers: customers.length };
    },
    exploreSample: station.startSample,
    signOut: async () => {
      const { connection } = settings;
      const wasLive = station.kind === 'live';
      await station.leave();
      if (wasLive && connection !== null) {
        settings.saveConnection(null, []);
        credentials.mayAsk();
        await credentials.keepOnly(null, null);
      }
      log.info('connection', 'signed out');
      // Who leaves the sample data has not signed out of AvePoint.
      if (!wasLive && connection !== null) await station.startLive(connection);
      options.onChange();
    },
    refresh: async (customerId) => {
      const { connection } = settings;
      credentials.mayAsk();
      if (station.kind === 'live' && connection !== null && (station.watch?.monitor ?? null) === null)
        await station.startLive(connection);
      else station.watch?.refresh(customerId ?? undefined);
    },
    pause: pause.begin,
    resume: pause.end,
    setOnBattery: (now) => {
      onBattery = now;
      station.paceAgain();
    },
    sleep: station.sleep,
    wake: station.wake,
    isLocal: () => station.kind === 'sample' || isLoopback(settings.connection?.apiBaseUrl ?? ''),
    preferences: () => settings.preferences,
    setPreferences: (preferences) => {
      const { preferences: before } = settings;
      settings.savePreferences(preferences);
      options.adopt(preferences);
      const sameClient = (['parallel', 'perSecond', 'exceptions'] as const).every(
        (name) => before[name] === preferences[name],
      );
      if (station.kind === 'live' && !sameClient) restartSoon();
      station.paceAgain();
      options.onChange();
      return settings.preferences;
    },
    customerIds: () => [...settings.customerIds],
    network: way.view,
    setNetwork: async (wished, proxyPassword) => {
      await way.change(wished, proxyPassword);
      station.watch?.refresh();
      return way.view();
    },
    describeCustomer: (notes) => {
      station.watch?.describeCustomer(notes);
      options.onChange();
    },
    policy: () => settings.policy,
    setPolicy: (policy) => {
      settings.savePolicy(policy);
      options.onChange();
      return settings.policy;
    },
    state: () => ({
      version: options.version,
      setup: settings.setup,
      connection: connectionState(station, settings.connection, credentials.isForSession),
      problem: station.problem,
      paused: pause.active,
      pausedUntil: pause.until,
      trayMissing: options.isTrayMissing(),
      asleep: station.watch?.monitor?.asleep ?? false,
      notificationsRefused: station.watch?.notificationsRefused ?? false,
      setAside: station.watch?.setAside ?? null,
      unknowns: station.unknowns(),
      recentActions: station.watch?.alerts.recent() ?? [],
      sweep: station.watch?.monitor?.sweep ?? null,
      estate: reading.estate(),
    }),
    forget: async () => {
      credentials.mayAsk();
      await credentials.keepOnly(null, null);
      await station.leave();
      settings.saveConnection(null, []);
    },
    get polls() {
      return station.watch?.polls ?? null;
    },
    get alerts() {
      return station.watch?.alerts ?? null;
    },
    listJobs: (query) =>
      reading.ask((watch) => watch.jobs.list(query), {
        rows: [],
        matched: 0,
        total: 0,
        outcomes: noJobs,
      }),
    jobChoices: () => reading.ask((watch) => watch.jobs.choices(), { modules: [], tags: [] }),
    get exports() {
      return station.watch?.exports ?? null;
    },
    job,
    why: createWhy({ job, client: () => station.client }),
    listCustomers: (query) =>
      reading.ask((watch) => watch.customers.list(query), { rows: [], matched: 0, total: 0, modules: [] }),
    customer: (id) => {
      const customer = reading.ask((watch) => watch.customers.details(id), null);
      if (customer === null) return null;
      const wait = station.watch?.monitor?.msToPoll(id) ?? null;
      return { ...customer, nextPollAt: wait === null ? null : options.clock.now() + wait };
    },
    findPlaces: (query) => reading.ask((watch) => watch.places(query), { customers: [], jobs: [] }),
    overview: () =>
      reading.ask((watch) => watch.overview(), { trouble: [], troubled: 0, running: [], days: [] }),
    suggestLimits: (customerId) =>
      reading.ask((watch) => suggestLimits(watch.cadences, settings.policy, customerId), []),
    failingJobs: (limit) => reading.try((watch) => watch.jobs.failing(limit), []),
    troubledCustomers: (limit) => reading.try((watch) => watch.customers.trouble(limit).rows, []),
    end: () => {
      cancelRestart();
      pause.stop();
      return station.close();
    },
  };
}
