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
}

const health = (way: Problem | null, list: Problem | null, failuresInARow: number): Health => ({
  problem: way ?? list,
  way,
  list,
  failuresInARow,
});

export const healthy: Health = health(null, null, 0);

const isOfTheWay = (seen: Problem | null): boolean => seen !== null && connectionCodes.has(seen.code);

/** The health after a poll of one of `customers`. */
export function afterPoll(before: Health, seen: Problem | null, customers: number): Health {
  if (seen === null) return health(null, isOfTheWay(before.list) ? null : before.list, 0);
  if (!isOfTheWay(seen)) return before;
  const failuresInARow = before.failuresInARow + 1;
  const certain = failuresInARow >= Math.min(inARow, customers);
  return health(certain ? seen : before.way, before.list, failuresInARow);
}

/** The health after the customer list was asked for: it is the connection's own question, so its problem counts. */
export function afterList(before: Health, seen: Problem | null): Health {
  if (seen === null) return health(null, null, before.problem === null ? before.failuresInARow : 0);
  if (seen.code === 'canceled') return before;
  return health(isOfTheWay(seen) ? seen : before.way, seen, before.failuresInARow + 1);
}
