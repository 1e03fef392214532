import { count, plural } from '../../shared/format.ts';
import type { Place } from '../../shared/format.ts';
import type { Estate } from '../../shared/state.ts';

/** The first check of all customers: how many are done, and what was found. */
export interface FirstCheck {
  done: number;
  total: number;
  isOver: boolean;
  words: string;
}

type Counted = Pick<Estate, 'customers' | 'waiting' | 'unreachable' | 'jobs'> & {
  outcomes: Pick<Estate['outcomes'], 'failure'>;
};

/** How far the first check is. A customer that could not be checked is done, too: it is checked again later. */
export function firstCheck(estate: Counted, place: Place = {}): FirstCheck {
  const { customers: total, waiting, unreachable, jobs } = estate;
  const done = total - waiting;
  const isOver = total > 0 && waiting === 0;
  return { done, total, isOver, words: isOver ? found() : soFar() };

  function soFar(): string {
    return total === 0
      ? 'Asking for the list of customers…'
      : `${count(done, place)} of ${plural(total, 'customer', 'customers', place)} checked`;
  }

  function found(): string {
    const failed = estate.outcomes.failure;
    const all = `${plural(jobs, 'job', 'jobs', place)} at ${plural(total, 'customer', 'customers', place)}`;
    const bad = failed === 0 ? 'none has failed' : `${count(failed, place)} failed before`;
    const lost =
      unreachable === 0
        ? ''
        : ` ${plural(unreachable, 'customer', 'customers', place)} could not be checked.`;
    return `${all}; ${bad}.${lost}`;
  }
}
