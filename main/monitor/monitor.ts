import type { Sweep } from '../../shared/state.ts';
import type { Problem } from '../../shared/problem.ts';
import { problem } from '../../shared/problem.ts';
import type { Customer } from '../../shared/model.ts';
import type { Clock } from '../avepoint/clock.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import type { JobSource } from '../avepoint/source.ts';
import { afterList, afterPoll, healthy } from './health.ts';
import type { Log } from './log.ts';
import { poll } from './poll.ts';
import { createQueue } from './queue.ts';
import type { Repository, WatchedCustomer } from './repository.ts';

export interface MonitorOptions {
  source: JobSource;
  repository: Repository;
  clock: Clock;
  log: Log;
  /** Milliseconds between two polls of a customer. */
  intervalMs: number;
  /** Polls under way at once. */
  parallel: number;
  random: () => number;
  /** Something that tray or window show may have changed. */
  onChange: () => void;
  /** Notices may be due. */
  onNotices: () => void;
  /** The disk did not take what had to be stored. */
  onStorageError: (error: unknown) => void;
}

/** The heart: polls every customer in turn, for as long as it runs. */
export interface Monitor {
  /** Begins; `list` saves the first request where the customers are known already. */
  start(list?: readonly Customer[]): void;
  /** Ends all polling and waits for what is under way to give up. */
  stop(): Promise<void>;
  /** Polls all customers now, the list first; once, where polling is paused. */
  refresh(): void;
  setPaused(paused: boolean): void;
  setInterval(intervalMs: number): void;
  readonly paused: boolean;
  readonly sweep: Sweep | null;
  readonly problem: Problem | null;
}

const listEveryMs = 60 * 60_000;
const listRetryMs = 60_000;

export function createMonitor(options: MonitorOptions): Monitor {
  const { source, repository, clock, log, parallel } = options;
  const queue = createQueue(clock, options.intervalMs, options.random);
  const ended = new AbortController();
  const underWay = new Set<Promise<void>>();
  const awaited = new Set<string>();
  let sweepTotal = 0;
  let health = healthy;
  let paused = false;
  let customerCount = 0;
  let cancelTimer = (): void => undefined;
  let cancelList = (): void => undefined;

  const run = (work: Promise<void>): void => {
    const tracked = work
      .catch((error: unknown) => {
        options.onStorageError(error);
      })
      .finally(() => {
        underWay.delete(tracked);
        pump();
      });
    underWay.add(tracked);
  };

  const pump = (): void => {
    cancelTimer();
    if (ended.signal.aborted) return;
    while (underWay.size < parallel) {
      const customer = queue.take(paused);
      if (customer === null) break;
      run(pollOne(customer));
    }
    const wait = !paused && underWay.size < parallel ? queue.msToNext() : null;
    if (wait !== null) cancelTimer = clock.after(Math.max(wait, 10), pump);
  };

  const pollOne = async (customer: WatchedCustomer): Promise<void> => {
    let ok = false;
    let retryInMs: number | null = null;
    try {
      const result = await poll({ source, repository, clock, log }, customer, ended.signal);
      ok = result.ok;
      if (!result.ok && result.retryAt !== null) retryInMs = Math.max(result.retryAt - clock.now(), 0);
      health = afterPoll(health, result.ok ? null : result.problem, customerCount);
      if (result.ok && result.decision.failures.length > 0) options.onNotices();
    } finally {
      queue.finish(customer.id, ok, retryInMs);
      if (awaited.delete(customer.id) && awaited.size === 0) log.info('sweep', `${sweepTotal} customers`);
      options.onChange();
    }
  };

  const take = (customers: readonly Customer[]): void => {
    repository.saveCustomers(customers, clock.now());
    log.info('customers', `${customers.length} listed`);
    watch();
  };

  /** Sweeps the customers that the store knows. */
  const watch = (): void => {
    const customers = repository.customers();
    customerCount = customers.length;
    queue.setCustomers(customers);
  };

  const beginSweep = (): void => {
    sweepTotal = queue.hurry();
    for (const { id } of repository.customers()) awaited.add(id);
    options.onChange();
  };

  const list = async (): Promise<void> => {
    cancelList();
    let next = listEveryMs;
    try {
      const answer = await source.listCustomers(ended.signal);
      health = afterList(health, null);
      if (answer.unreadable > 0) log.warn('customers', `${answer.unreadable} rows could not be read`);
      take(answer.customers);
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      health = afterList(health, error.problem);
      log.warn('customers', error.message);
      next = listRetryMs;
    } finally {
      if (!ended.signal.aborted)
        cancelList = clock.after(next, () => {
          run(list());
        });
      options.onChange();
    }
  };

  return {
    start: (known) => {
      if (known === undefined) {
        watch();
        run(list());
      } else {
        take(known);
        cancelList = clock.after(listEveryMs, () => {
          run(list());
        });
      }
      beginSweep();
      pump();
    },
    stop: async () => {
      ended.abort(new ServiceFailure(problem('canceled')));
      cancelTimer();
      cancelList();
      await Promise.all(underWay);
    },
    refresh: () => {
      run(list().then(beginSweep));
    },
    setPaused: (wish) => {
      paused = wish;
      if (wish) {
        queue.calm();
        awaited.clear();
      }
      log.info('monitor', wish ? 'paused' : 'resumed');
      options.onChange();
      pump();
    },
    setInterval: (ms) => {
      queue.setInterval(ms);
      pump();
    },
    get paused() {
      return paused;
    },
    get sweep() {
      return awaited.size === 0 ? null : { done: sweepTotal - awaited.size, total: sweepTotal };
    },
    get problem() {
      return health.problem;
    },
  };
}
