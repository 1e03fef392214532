import { join } from 'node:path';
import type { Connection } from '../shared/connection.ts';
import type { Customer } from '../shared/model.ts';
import { problem } from '../shared/problem.ts';
import type { Problem, ProblemCode } from '../shared/problem.ts';
import { withCustomersByHand } from './avepoint/by-hand.ts';
import type { Clock } from './avepoint/clock.ts';
import { expiryOf } from './avepoint/credential.ts';
import type { Credential } from './avepoint/credential.ts';
import { ServiceFailure } from './avepoint/failure.ts';
import type { Generation } from './avepoint/generation.ts';
import type { Fetch } from './avepoint/http.ts';
import type { Client } from './avepoint/index.ts';
import { clientMaker } from './client-maker.ts';
import type { Show } from './monitor/delivery.ts';
import type { Log } from './monitor/log.ts';
import type { CredentialStore } from './store/credentials.ts';
import type { Mover } from './store/checkpoints.ts';
import type { Examine } from './store/examination.ts';
import type { KeychainProbe } from './store/keychain-state.ts';
import type { Settings } from './store/settings.ts';
import { isDamage, storageFailure } from './store/storage-failure.ts';
import type { StorageFailure } from './store/storage-failure.ts';
import { whenKeychainOpens } from './await-keychain.ts';
import type { FormerNames } from './former-names.ts';
import type { Sample } from './sample.ts';
import { openStoredWatch } from './stored-watch.ts';
import { databaseName, openWatch } from './watch.ts';
import type { Watch, WatchOptions } from './watch.ts';

export interface StationOptions {
  dataFolder: string;
  settings: Settings;
  credentials: CredentialStore;
  fetch: Fetch;
  clock: Clock;
  log: Log;
  show: Show;
  formerNames: Pick<FormerNames, 'keep' | 'renamed'>;
  startSample: () => Promise<Sample>;
  examine: Examine;
  moverFor: (file: string) => Mover;
  /** Looks how the keychain stands, asking nobody. */
  keychain: KeychainProbe;
  /** From now on this is a secret, and never stands in the log. */
  hideSecret: (secret: string) => void;
  onChange: WatchOptions['onChange'];
  /** Whether a person has paused the checking. */
  isPaused: () => boolean;
  /** Whether checking is to spare the battery. */
  isSparing: () => boolean;
}

/** The one watch that is open, if any: of the kept connection, or of the sample data. */
export interface Station {
  readonly kind: 'none' | 'sample' | 'live';
  readonly watch: Watch | null;
  /** What keeps the watch from working; null while it works. */
  readonly problem: Problem | null;
  readonly generation: Generation | null;
  /** When the credential runs out (UTC ms); null where nobody knows. */
  readonly expiresAt: number | null;
  readonly unknowns: Client['unknowns'];
  /** The client that is polled with; null while there is none. */
  readonly client: Client | null;
  /** A client for trying credentials out; to be closed by the caller. */
  clientFor(connection: Connection, credential: Credential): Client;
  /**
   * Starts polling the kept connection. What keeps it from starting, a locked keychain or a full disk, is told, and
   * tried again every minute.
   */
  startLive(connection: Connection): Promise<void>;
  /** Starts polling a connection that has just been tried out. Throws ServiceFailure (`storageFailed`). */
  startTried(connection: Connection, credential: Credential, customers: readonly Customer[]): Promise<void>;
  startSample(): Promise<void>;
  /** Takes note of what went wrong with the store, and says it in words. */
  storageFailed(error: unknown): StorageFailure;
  /** Takes up how often customers are to be checked now. */
  paceAgain(): void;
  /** The computer goes to sleep or loses its network, and comes back. */
  sleep(): void;
  wake(): void;
  /** Ends what is watched: the program goes on without it, or ends, too. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** The sample's day is compressed into minutes, so it is looked at more often. */
const sampleIntervalMs = 5000;
/** On battery, a customer is checked so many times less often. */
const sparingFactor = 2;
const waitsForKeychain = new Set<ProblemCode>(['keychainLocked', 'keychainMissing']);
const retryMs = 60_000;

export function createStation(options: StationOptions): Station {
  const { settings, credentials, clock, log } = options;
  const startedAt = clock.now();
  const clientFor = clientMaker(options);
  let client: Client | null = null;
  let expiresAt: number | null = null;
  let kind: Station['kind'] = 'none';
  let watch: Watch | null = null;
  let sample: Sample | null = null;
  let startProblem: Problem | null = null;
  let storageProblem: Problem | null = null;
  let cancelRetry = (): void => undefined;
  /** The database in use has turned out to be damaged, and is to be set aside when it is opened again. */
  let isDamaged = false;
  /** Kept here, since the computer may come back while one watch ends and the next has not begun. */
  let asleep = false;
  /** Counts what begins or ends a watch: whoever waited finds out whether somebody else came since. */
  let turns = 0;

  const storageFailed = (error: unknown): StorageFailure => {
    if (isDamage(error)) replaceDamaged();
    const failure = storageFailure(error);
    if (storageProblem?.detail !== failure.problem.detail) log.error('store', failure.message);
    storageProblem = failure.problem;
    options.onChange();
    return failure;
  };

  const open = (file: string, setAside = false): Watch =>
    openWatch({
      ...options,
      renamed: options.formerNames.renamed,
      startedAt,
      file,
      isDamaged: setAside,
      policy: () => settings.policy,
      keepDays: () => settings.preferences.keepDays,
      onStored: () => {
        storageProblem = null;
      },
      onStorageError: storageFailed,
      onDamage: (words) => {
        log.error('store', `the database is damaged: ${words}`);
        replaceDamaged();
      },
    });

  const close = async (): Promise<void> => {
    cancelRetry();
    turns += 1;
    const [oldWatch, oldSample] = [watch, sample];
    [watch, sample, kind, startProblem, storageProblem] = [null, null, 'none', null, null];
    [client, expiresAt] = [null, null];
    isDamaged = false;
    await oldWatch?.close();
    await oldSample?.close();
  };

  const leave = async (): Promise<void> => {
    options.formerNames.keep(watch?.polls.names);
    await close();
  };

  const liveIntervalMs = (): number =>
    settings.preferences.pollMinutes * 60_000 * (options.isSparing() ? sparingFactor : 1);

  const pollingEvery = (intervalMs: number) => ({
    intervalMs,
    paused: options.isPaused(),
    parallel: settings.preferences.parallel,
  });

  /** Opens the database of a connection; where the disk takes nothing, what it holds is still shown. */
  const openLive = (connection: Connection): Watch | null => {
    const file = join(options.dataFolder, databaseName(connection));
    try {
      watch = open(file, isDamaged);
      isDamaged = false;
      storageProblem = null;
      return watch;
    } catch (error) {
      storageFailed(error);
      watch = openStoredWatch(file, clock);
      return null;
    }
  };

  const poll = (
    opened: Watch,
    connection: Connection,
    credential: Credential,
    list?: readonly Customer[],
  ): void => {
    client = clientFor(connection, credential);
    expiresAt = expiryOf(credential);
    const source = withCustomersByHand(client.source, settings.customerIds);
    const customers = list === undefined ? {} : { customers: list };
    opened.poll({
      client: { ...client, source },
      expiresAt,
      ...customers,
      ...pollingEvery(liveIntervalMs()),
    });
    if (asleep) opened.monitor?.sleep();
  };

  const startLive = async (connection: Connection): Promise<void> => {
    cancelRetry();
    kind = 'live';
    const turn = (turns += 1);
    try {
      await watch?.close();
      if (turn !== turns) return;
      const opened = openLive(connection);
      if (opened === null) throw new ServiceFailure(storageProblem ?? problem('storageFailed'));
      options.onChange();
      const credential = await credentials.read(connection);
      // Somebody may have signed out while the keychain was asked.
      if (turn !== turns) return;
      if (credential === null) throw new ServiceFailure(problem('secretMissing'));
      startProblem = null;
      poll(opened, connection, credential);
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      if (turn !== turns) return;
      startProblem = error.problem;
      watch?.cannotPoll(error.problem);
      log.warn('connection', error.message);
      const begin = (): void => {
        startLive(connection).catch(storageFailed);
      };
      cancelRetry = waitsForKeychain.has(error.problem.code)
        ? whenKeychainOpens(options.keychain, clock, begin, storageFailed)
        : clock.after(retryMs, begin);
    }
    options.onChange();
  };

  /** Begins anew with an empty database. What is known of the connection is polled again, and taken as a baseline. */
  const replaceDamaged = (): void => {
    const { connection } = settings;
    if (isDamaged || kind !== 'live' || connection === null) return;
    isDamaged = true;
    options.formerNames.keep(watch?.polls.names);
    startLive(connection).catch(storageFailed);
  };

  const startSample = async (): Promise<void> => {
    await leave();
    const service = await options.startSample();
    sample = service;
    kind = 'sample';
    watch = open(':memory:');
    client = clientFor(service.connection, { kind: 'secret', secret: service.clientSecret });
    watch.poll({ client, expiresAt: null, ...pollingEvery(sampleIntervalMs) });
    log.info('connection', 'sample data');
    options.onChange();
  };

  return {
    get kind() {
      return kind;
    },
    get watch() {
      return watch;
    },
    get problem() {
      return storageProblem ?? startProblem ?? watch?.monitor?.problem ?? null;
    },
    get generation() {
      return client?.generation ?? null;
    },
    get expiresAt() {
      return expiresAt;
    },
    get client() {
      return client;
    },
    unknowns: () => client?.unknowns() ?? [],
    clientFor,
    startLive,
    startTried: async (connection, credential, customers) => {
      await leave();
      kind = 'live';
      const opened = openLive(connection);
      if (opened === null) throw new ServiceFailure(storageProblem ?? problem('storageFailed'));
      poll(opened, connection, credential, customers);
      options.onChange();
    },
    startSample,
    storageFailed,
    paceAgain: () => {
      if (kind === 'live') watch?.setInterval(liveIntervalMs());
    },
    sleep: () => {
      asleep = true;
      watch?.sleep();
    },
    wake: () => {
      asleep = false;
      watch?.wake();
    },
    leave,
    close,
  };
}
