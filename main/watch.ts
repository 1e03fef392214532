import { createHash } from 'node:crypto';
import type { Connection } from '../shared/connection.ts';
import type { Customer, CustomerNotes } from '../shared/model.ts';
import { messageOf } from '../shared/message-of.ts';
import type { Policy } from '../shared/policy.ts';
import type { Problem } from '../shared/problem.ts';
import type { Clock } from './avepoint/clock.ts';
import type { Client } from './avepoint/index.ts';
import type { FormerNames } from './former-names.ts';
import { createDelivery } from './monitor/delivery.ts';
import type { Show } from './monitor/delivery.ts';
import type { Log } from './monitor/log.ts';
import { warnOfEnd } from './monitor/credential-end.ts';
import { followHealth } from './monitor/follow-health.ts';
import { afterList, healthy } from './monitor/health.ts';
import { createMonitor } from './monitor/monitor.ts';
import { reached } from './monitor/reach.ts';
import type { Repository } from './monitor/repository.ts';
import type { Change, Monitor } from './monitor/monitor.ts';
import { openDatabase } from './store/database.ts';
import type { Opened } from './store/database.ts';
import { createExamination } from './store/examination.ts';
import type { Examine } from './store/examination.ts';
import { createPruning } from './store/prune.ts';
import { createCheckpoints } from './store/checkpoints.ts';
import type { Mover } from './store/checkpoints.ts';
import { createRepository } from './store/repository.ts';
import { isDamage } from './store/storage-failure.ts';
import { createWindowSource } from './store/window-source.ts';
import type { WindowSource } from './store/window-source.ts';

export interface WatchOptions {
  /** The database file, or ':memory:'. */
  file: string;
  /** The file is known to be damaged: it is set aside, and a new one begun. */
  isDamaged?: boolean;
  examine: Examine;
  /** What moves pages of the database in a thread of its own. */
  moverFor: (file: string) => Mover;
  clock: Clock;
  log: Log;
  policy: () => Policy;
  /** When the program began (UTC ms). */
  startedAt: number;
  /** Days for which runs and ended alerts are kept. */
  keepDays: () => number;
  show: Show;
  renamed: FormerNames['renamed'];
  onChange: (change?: Change) => void;
  /** The disk took what had to be stored, or did not. */
  onStored: () => void;
  onStorageError: (error: unknown) => void;
  /** The database turned out to be damaged: in SQLite's words. */
  onDamage: (words: string) => void;
}

export interface PollOptions {
  client: Client;
  intervalMs: number;
  /** Requests under way at once; the client sees to it. */
  parallel: number;
  /** When the credential runs out (UTC ms); null where nobody knows. */
  expiresAt: number | null;
  /** Whether it starts paused. */
  paused: boolean;
  /** The customers, where they are known already. */
  customers?: readonly Customer[];
}

/** Everything that belongs to one connection: its database, and the monitor that fills it once there is a client. */
export interface Watch extends WindowSource {
  /** Where a damaged database was set aside when this one was opened; null where none was. */
  readonly setAside: string | null;
  /** Whether the desktop refused the last notification it was given. */
  readonly notificationsRefused: boolean;
  /** The monitor; null until `poll` was called. */
  readonly monitor: Monitor | null;
  poll(options: PollOptions): void;
  /** What keeps `poll` from being called, such as a secret that is gone: it is told like any other lost connection. */
  cannotPoll(seen: Problem): void;
  /** Milliseconds between two polls of a customer from now on. */
  setInterval(intervalMs: number): void;
  /** A technician's own name, tags and choice. */
  describeCustomer(notes: CustomerNotes): void;
  /** Polls all customers now, whatever pause the client had given itself. */
  refresh(customerId?: string): void;
  /** The computer goes to sleep or loses its network: requests end, none begins. */
  sleep(): void;
  /** It is back: everybody is polled within a minute. */
  wake(): void;
  /** Ends polling, waits for what is under way, and closes the database; a second call waits for the first. */
  close(): Promise<void>;
}

const tickMs = 60_000;
/**
 * The part of the polls that may ask at once for which others wait in line, with the client: the next request leaves
 * while an answer is still being stored.
 */
const inLine = 0.5;

/** Opens the database of a connection. Throws what SQLite or the disk say. */
export function openWatch(options: WatchOptions): Watch {
  const { clock, log, policy } = options;
  const opened: Opened = openDatabase(options.file, clock.now(), options.isDamaged);
  const { database, setAside, isExamined } = opened;
  if (setAside !== null) log.error('store', `the database was damaged and set aside as ${setAside}`);
  const repository = createRepository(database, options.renamed);
  try {
    forgetUntold(repository, options.startedAt, clock.now());
  } catch (error) {
    if (isDamage(error)) {
      database.close();
      throw error;
    }
    // What the disk does not take now is tried with the first poll, and told then.
    log.warn('store', messageOf(error));
  }
  const pruning = createPruning(database, options.keepDays, clock);
  const checkpoints = createCheckpoints(database, options.moverFor(options.file), log);
  const examination = isExamined ? null : createExamination({ ...options, database });
  let monitor: Monitor | null = null;
  let client: Client | null = null;
  let intervalMs = tickMs;
  let expiresAt: number | null = null;
  let obstacle: Problem | null = null;
  let cancelTick = (): void => undefined;
  let closing: Promise<void> | null = null;

  const delivery = createDelivery({
    repository,
    clock,
    log,
    policy,
    show: options.show,
    isSweeping: () => (monitor?.sweep ?? null) !== null,
    sweepMs: () => intervalMs,
    onChange: options.onChange,
    onStorageError: options.onStorageError,
  });

  const unbegun = followHealth({ repository, clock, policy, onNotices: delivery.request });

  /** What time alone brings: the end of quiet hours, a desktop that shows notifications again, old runs to drop. */
  const tick = (): void => {
    cancelTick();
    cancelTick = clock.after(tickMs, tick);
    try {
      if (obstacle !== null) unbegun.become(afterList(healthy, obstacle, 0));
      if (expiresAt !== null) warnOfEnd(repository, expiresAt, clock.now());
      pruning.step();
      examination?.step();
    } catch (error) {
      options.onStorageError(error);
    }
    delivery.request();
  };

  const source = createWindowSource(database, clock);

  const close = async (): Promise<void> => {
    cancelTick();
    examination?.end();
    client?.close();
    await monitor?.stop();
    await delivery.end();
    await checkpoints.end();
    database.close();
  };

  return {
    ...source,
    setAside,
    get notificationsRefused() {
      return delivery.refused;
    },
    get monitor() {
      return monitor;
    },
    poll: (poll) => {
      client = poll.client;
      intervalMs = poll.intervalMs;
      expiresAt = poll.expiresAt;
      obstacle = null;
      monitor = createMonitor({
        source: client.source,
        repository,
        clock,
        log,
        policy,
        intervalMs,
        parallel: Math.ceil(poll.parallel * (1 + inLine)),
        random: Math.random,
        onChange: options.onChange,
        onNotices: delivery.request,
        onStored: () => {
          options.onStored();
          checkpoints.step();
        },
        onStorageError: options.onStorageError,
      });
      if (poll.paused) monitor.setPaused(true);
      monitor.start(poll.customers);
      tick();
    },
    cannotPoll: (seen) => {
      obstacle = seen;
      tick();
    },
    setInterval: (ms) => {
      intervalMs = ms;
      monitor?.setInterval(ms);
    },
    describeCustomer: (notes) => {
      repository.describeCustomer(notes);
      monitor?.reload();
    },
    refresh: (customerId) => {
      client?.retry();
      monitor?.refresh(customerId);
    },
    sleep: () => {
      monitor?.sleep();
      client?.interrupt();
    },
    wake: () => {
      client?.retry();
      monitor?.wake();
    },
    close: () => (closing ??= close()),
  };
}

/**
 * An outage that began before the program did counts from now on, unless somebody was told of it: nobody looked in
 * between, and a keychain that is locked at each login is no outage of days.
 */
function forgetUntold(repository: Repository, startedAt: number, now: number): void {
  const { since, toldAt } = repository.connectionReach();
  if (since !== null && since < startedAt && toldAt === null) repository.recordConnection(reached, null, now);
  repository.restartReach(now, startedAt);
}

/** The name of a connection's database file: one for each app registration at each service. */
export function databaseName({ clientId, apiBaseUrl }: Connection): string {
  const id = createHash('sha256')
    .update(`${clientId}\n${new URL(apiBaseUrl).origin}`)
    .digest('hex')
    .slice(0, 12);
  return `jobs-${id}.db`;
}
