import type { Sweep } from '../../shared/state.ts';
import type { Clock } from '../avepoint/clock.ts';
import type { Log } from './log.ts';
import type { Repository } from './repository.ts';

/** Follows passes over all customers: each begins where the one before has ended. */
export interface Sweeps {
  /** Begins a sweep at once; it is shown as under way until it has reached its end. */
  begin(): void;
  done(customerId: string): void;
  /** The customers are other ones: those that are gone are not waited for. */
  follow(): void;
  /** Ends the sweep under way, which then counts for nothing. */
  cancel(): void;
  /** The sweep that somebody asked for; null where polling goes its usual round. */
  readonly current: Sweep | null;
}

/** Makes it; a sweep that reached its end is told to the repository with its duration. */
export function createSweeps(
  clock: Clock,
  repository: Pick<Repository, 'recordSweep'>,
  customerIds: () => readonly string[],
  log: Log,
): Sweeps {
  const awaited = new Set<string>();
  let total = 0;
  let began = 0;
  let visible = false;

  const begin = (shown: boolean): void => {
    awaited.clear();
    for (const id of customerIds()) awaited.add(id);
    total = awaited.size;
    began = clock.elapsed();
    visible = shown && total > 0;
  };

  const finish = (): void => {
    const ms = Math.round(clock.elapsed() - began);
    if (visible) log.info('sweep', `${total} customers in ${ms} ms`);
    begin(false);
    repository.recordSweep(clock.now(), ms);
  };

  return {
    begin: () => {
      begin(true);
    },
    done: (customerId) => {
      if (awaited.delete(customerId) && awaited.size === 0) finish();
    },
    follow: () => {
      if (total === 0) begin(false);
      const watched = new Set(customerIds());
      const gone = [...awaited].filter((id) => !watched.has(id));
      for (const id of gone) awaited.delete(id);
      total -= gone.length;
      if (gone.length > 0 && awaited.size === 0) finish();
    },
    cancel: () => {
      begin(false);
    },
    get current() {
      return visible ? { done: total - awaited.size, total } : null;
    },
  };
}
