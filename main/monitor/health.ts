import type { Problem, ProblemCode } from '../../shared/problem.ts';

/** What is a fault of the way to the service, not of one customer. */
const connectionCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'offline',
  'hostNotFound',
  'connectionFailed',
  'tlsUntrusted',
  'proxySignIn',
  'credentialsRefused',
  'credentialsExpired',
  'redirected',
  'rateLimited',
  'timedOut',
  'serviceUnavailable',
]);

/** One customer's reset or 500 says nothing of the others; so many in a row do. */
const inARow = 3;

/** Whether the connection as a whole works, told from the latest results. */
export interface Health {
  /** What keeps the connection from working; null while it works. */
  readonly problem: Problem | null;
  /** What keeps every poll from working; null while some work. */
  readonly way: Problem | null;
  /** Why the customer list was refused, which polls of known customers do not heal. */
  readonly list: Problem | null;
  readonly failuresInARow: number;
  /** Whether the service has answered well since the program began to ask: before that, no problem says nothing. */
  readonly isProven: boolean;
}

const health = (parts: Omit<Health, 'problem'>): Health => ({ ...parts, problem: parts.way ?? parts.list });

export const healthy: Health = health({ way: null, list: null, failuresInARow: 0, isProven: false });

/** Whether this is a fault of the way to the service, which one customer alone hardly ever meets. */
export const isOfTheWay = (seen: Problem | null): boolean => seen !== null && connectionCodes.has(seen.code);

/** The health after a poll of one of `customers`. */
export function afterPoll(before: Health, seen: Problem | null, customers: number): Health {
  if (seen === null) {
    const list = isOfTheWay(before.list) ? null : before.list;
    return health({ way: null, list, failuresInARow: 0, isProven: true });
  }
  if (!isOfTheWay(seen)) return before;
  const failuresInARow = before.failuresInARow + 1;
  const certain = failuresInARow >= Math.min(inARow, customers);
  return health({ ...before, way: certain ? seen : before.way, failuresInARow });
}

/**
 * The health after the customer list was asked for: it is the connection's own question, so its problem counts. A list
 * that is answered heals what the list itself met, and proves nothing of polls: one that was entered by hand asks
 * nobody. Only where there is none of `customers` to poll is it all there is.
 */
export function afterList(before: Health, seen: Problem | null, customers: number): Health {
  if (seen?.code === 'canceled') return before;
  if (seen !== null) {
    const way = isOfTheWay(seen) ? seen : before.way;
    return health({ ...before, way, list: seen, failuresInARow: before.failuresInARow + 1 });
  }
  if (customers === 0) return { ...healthy, isProven: true };
  const way = before.way === before.list ? null : before.way;
  const failuresInARow = before.list === null ? before.failuresInARow : 0;
  return health({ ...before, way, list: null, failuresInARow });
}
