import type { Customer } from '../../shared/model.ts';
import type { Policy } from '../../shared/policy.ts';
import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Sweep } from '../../shared/state.ts';
import type { Clock } from '../avepoint/clock.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import type { JobSource } from '../avepoint/source.ts';
import { followHealth } from './follow-health.ts';
import { afterList, afterPoll } from './health.ts';
import type { Log } from './log.ts';
import { poll } from './poll.ts';
import { createQueue } from './queue.ts';
import type { Repository, WatchedCustomer } from './repository.ts';
import { createSweeps } from './sweeps.ts';

export interface MonitorOptions {
  source: JobSource;
  repository: Repository;
  clock: Clock;
  log: Log;
  policy: () => Policy;
  /** Milliseconds between two polls of a customer. */
  intervalMs: number;
  /** Polls under way at once. */
  parallel: number;
  random: () => number;
  /** Something that tray or window show may have changed. */
  onChange: (change?: Change) => void;
  /** Notices may be due. */
  onNotices: () => void;
  /** The disk took what had to be stored, or did not. */
  onStored: () => void;
  onStorageError: (error: unknown) => void;
}

/**
 * What has changed: only the time of a check; runs of jobs, with nothing to notify anybody of; or, where it is not
 * said, more than that.
 */
export type Change = 'check' | 'runs';

/** The heart: polls every customer in turn, for as long as it runs. */
export interface Monitor {
  /** Begins; `list` saves the first request where the customers are known already. */
  start(list?: readonly Customer[]): void;
  /** Ends all polling and waits for what is under way to give up. */
  stop(): Promise<void>;
  /** Polls one customer now, or all with the list first; once, where polling is paused. */
  refresh(customerId?: string): void;
  setPaused(paused: boolean): void;
  setInterval(intervalMs: number): void;
  /** The computer goes to sleep, or its network is gone: no poll begins. */
  sleep(): void;
  /** It is back: everybody is polled within a minute. */
  wake(): void;
  /** Takes over names, tags and choice of customers from the store. */
  reload(): void;
  /** Milliseconds until a customer is polled next; null where it is not. */
  msToPoll(customerId: string): number | null;
  readonly paused: boolean;
  readonly asleep: boolean;
  readonly sweep: Sweep | null;
  readonly problem: Problem | null;
}

const listEveryMs = 60 * 60_000;
const listRetryMs = 60_000;
const wakeSpreadMs = 60_000;
/** What may be asked for at once, so many times over, is polled together: the program is woken less often for it. */
const roundsTogether = 4;
/** A disk that took nothing is tried again after this; what the service answered meanwhile could not be kept. */
const storageRestMs = 5000;
/** By then a request that began before an outage has been answered, or never will be. */
const underWayMs = 2 * 60_000;

export function createMonitor(options: MonitorOptions): Monitor {
  const { source, repository, clock, log, parallel } = options;
  const { random } = options;
  let { intervalMs } = options;
  const queue = createQueue({ clock, intervalMs, together: parallel * roundsTogether, random });
  const sweeps = createSweeps(clock, repository, () => queue.ids(), log);
  const health = followHealth(options);
  const ended = new AbortController();
  const underWay = new Set<Promise<void>>();
  let paused = false;
  let asleep = false;
  let listOwed = false;
  let customerCount = 0;
  /** When the latest good answer of a customer came: UTC ms, and on the monotonic clock. */
  let answered = { at: Number.NEGATIVE_INFINITY, elapsed: Number.NEGATIVE_INFINITY };
  /** On the monotonic clock. */
  let restsUntil = Number.NEGATIVE_INFINITY;
  let cancelTimer = (): void => undefined;
  let cancelList = (): void => undefined;

  /** Follows a piece of work to its end; what the disk refused is told, and everything else goes on. */
  const run = (work: Promise<void>): void => {
    const failed = (error: unknown): void => {
      restsUntil = clock.elapsed() + storageRestMs;
      options.onStorageError(error);
    };
    const tracked: Promise<void> = work
      .then(options.onStored)
      .catch(failed)
      .finally(() => {
        underWay.delete(tracked);
        // Where nobody can be reached, thousands of polls end at once, each with something to store: tray and window
        // get their turn between them.
        setImmediate(pump);
      });
    underWay.add(tracked);
  };

  const pump = (): void => {
    cancelTimer();
    if (ended.signal.aborted || asleep) return;
    const rest = restsUntil - clock.elapsed();
    if (rest > 0) {
      cancelTimer = clock.after(rest, pump);
      return;
    }
    while (underWay.size < parallel) {
      const customer = queue.take(paused);
      if (customer === null) break;
      run(pollOne(customer));
    }
    const wait = !paused && underWay.size < parallel ? queue.msToNext() : null;
    if (wait !== null) cancelTimer = clock.after(Math.max(wait, 10), pump);
  };

  /** Whether others answer: lately, and later than what was under way then (UTC ms). */
  const hasAnsweredSince = (since: number | null): boolean =>
    since !== null &&
    answered.at > since + underWayMs &&
    clock.elapsed() - answered.elapsed < Math.max(underWayMs, intervalMs / 4);

  const pollParts = {
    source,
    repository,
    clock,
    log,
    policy: options.policy,
    isDisconnected: (seen: Problem, since: number | null) =>
      afterPoll(health.now, seen, customerCount).way !== null && !hasAnsweredSince(since),
  };

  const pollOne = async (customer: WatchedCustomer): Promise<void> => {
    let change: Change | undefined;
    let finish = { ok: false, retryInMs: null as number | null, restless: customer.restless };
    try {
      const result = await poll(pollParts, customer, ended.signal);
      const retryAt = result.ok ? null : result.retryAt;
      const restless = repository.isRestless(customer.id);
      finish = {
        ok: result.ok,
        retryInMs: retryAt === null ? null : Math.max(retryAt - clock.now(), 0),
        restless,
      };
      if (result.ok) answered = { at: clock.now(), elapsed: clock.elapsed() };
      health.become(afterPoll(health.now, result.ok ? null : result.problem, customerCount));
      if (result.ok && result.notices === 0) change = result.decision.changes.length === 0 ? 'check' : 'runs';
      if (result.notices > 0) options.onNotices();
    } finally {
      queue.finish(customer.id, finish);
      sweeps.done(customer.id);
      options.onChange(change);
    }
  };

  /** Takes over the customers that the store knows. */
  const reload = (): void => {
    const customers = repository.customers();
    customerCount = customers.length;
    queue.setCustomers(customers);
    sweeps.follow();
  };

  const beginSweep = (): void => {
    queue.hurry();
    sweeps.begin();
    options.onChange();
  };

  const takeList = (customers: readonly Customer[]): void => {
    const isFirst = customerCount === 0;
    repository.saveCustomers(customers, clock.now());
    log.info('customers', `${customers.length} listed`);
    reload();
    // Before a first list nobody is known who could be swept.
    if (isFirst) beginSweep();
  };

  const list = async (): Promise<void> => {
    cancelList();
    let next = listRetryMs;
    try {
      const answer = await source.listCustomers(ended.signal);
      health.become(afterList(health.now, null, customerCount));
      if (answer.unreadable > 0) log.warn('customers', `${answer.unreadable} rows could not be read`);
      takeList(answer.customers);
      next = listEveryMs;
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      health.become(afterList(health.now, error.problem, customerCount));
      log.warn('customers', error.message);
    } finally {
      listLater(next);
      options.onChange();
    }
  };

  /** Asks for the list, or, while checking is paused, as soon as somebody resumes. */
  const listNow = (): void => {
    listOwed = paused;
    if (!paused) run(list());
  };

  const listLater = (ms: number): void => {
    cancelList();
    if (ended.signal.aborted) return;
    cancelList = clock.after(ms, () => {
      if (asleep) listLater(listRetryMs);
      else listNow();
    });
  };

  return {
    start: (known) => {
      if (known === undefined) {
        reload();
        listNow();
      } else {
        takeList(known);
        listLater(listEveryMs);
      }
      if (!paused) beginSweep();
      pump();
    },
    stop: async () => {
      ended.abort(new ServiceFailure(problem('canceled')));
      cancelTimer();
      cancelList();
      await Promise.all(underWay);
    },
    refresh: (customerId) => {
      restsUntil = Number.NEGATIVE_INFINITY;
      if (customerId === undefined) run(list().finally(beginSweep));
      else {
        queue.hurry(customerId);
        pump();
      }
    },
    setPaused: (wish) => {
      paused = wish;
      if (wish) {
        queue.calm();
        sweeps.cancel();
      }
      log.info('monitor', wish ? 'paused' : 'resumed');
      if (listOwed) listNow();
      options.onChange();
      pump();
    },
    setInterval: (ms) => {
      intervalMs = ms;
      queue.setInterval(ms);
      pump();
    },
    sleep: () => {
      asleep = true;
      cancelTimer();
      options.onChange();
    },
    wake: () => {
      if (!asleep) return;
      asleep = false;
      queue.spread(wakeSpreadMs);
      listNow();
      options.onChange();
      pump();
    },
    reload,
    msToPoll: (customerId) => queue.msTo(customerId),
    get paused() {
      return paused;
    },
    get asleep() {
      return asleep;
    },
    get sweep() {
      return sweeps.current;
    },
    get problem() {
      return health.now.problem;
    },
  };
}
