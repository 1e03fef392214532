import { createHash } from 'node:crypto';
import type { Connection } from '../shared/connection.ts';
import type { Customer } from '../shared/model.ts';
import type { Estate } from '../shared/state.ts';
import type { Clock } from './avepoint/clock.ts';
import type { Client } from './avepoint/index.ts';
import { createDelivery } from './monitor/delivery.ts';
import type { Delivery } from './monitor/delivery.ts';
import type { Log } from './monitor/log.ts';
import { createMonitor } from './monitor/monitor.ts';
import type { Monitor } from './monitor/monitor.ts';
import type { Notice } from './monitor/repository.ts';
import { openDatabase } from './store/database.ts';
import { createEstateQuery } from './store/estate.ts';
import { createJobQueries } from './store/job-queries.ts';
import type { JobQueries } from './store/job-queries.ts';
import { createRepository } from './store/repository.ts';

export interface WatchOptions {
  /** The database file, or ':memory:'. */
  file: string;
  clock: Clock;
  log: Log;
  show: (notice: Notice) => Promise<boolean>;
  onChange: () => void;
  onStorageError: (error: unknown) => void;
}

export interface PollOptions {
  client: Client;
  intervalMs: number;
  parallel: number;
  /** The customers, where they are known already. */
  customers?: readonly Customer[];
}

/** Everything that belongs to one connection: its database, and the monitor that fills it once there is a client. */
export interface Watch {
  readonly jobs: JobQueries;
  readonly estate: () => Estate;
  /** The monitor; null until `poll` was called. */
  readonly monitor: Monitor | null;
  poll(options: PollOptions): void;
  /** Polls all customers now, whatever pause the client had given itself. */
  refresh(): void;
  close(): Promise<void>;
}

export function openWatch({ file, clock, log, show, onChange, onStorageError }: WatchOptions): Watch {
  const database = openDatabase(file);
  const repository = createRepository(database);
  const delivery: Delivery = createDelivery({ repository, clock, log, show });
  let monitor: Monitor | null = null;
  let client: Client | null = null;

  const deliver = (): void => {
    delivery.deliver().catch(onStorageError);
  };

  return {
    jobs: createJobQueries(database),
    estate: createEstateQuery(database),
    get monitor() {
      return monitor;
    },
    poll: (options) => {
      client = options.client;
      monitor = createMonitor({
        source: client.source,
        repository,
        clock,
        log,
        intervalMs: options.intervalMs,
        parallel: options.parallel,
        random: Math.random,
        onChange,
        onNotices: deliver,
        onStorageError,
      });
      monitor.start(options.customers);
      deliver();
    },
    refresh: () => {
      client?.retry();
      monitor?.refresh();
    },
    close: async () => {
      await monitor?.stop();
      delivery.end();
      database.close();
    },
  };
}

/** The name of a connection's database file: one for each app registration at each service. */
export function databaseName({ clientId, apiBaseUrl }: Connection): string {
  const id = createHash('sha256')
    .update(`${clientId}\n${new URL(apiBaseUrl).origin}`)
    .digest('hex')
    .slice(0, 12);
  return `jobs-${id}.db`;
}
