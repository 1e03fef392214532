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
  readonly failuresInARow: number;
}

export const healthy: Health = { problem: null, failuresInARow: 0 };

/** The health after a poll of one of `customers`. */
export function afterPoll(before: Health, seen: Problem | null, customers: number): Health {
  if (seen === null) return healthy;
  if (!connectionCodes.has(seen.code)) return before;
  const failuresInARow = before.failuresInARow + 1;
  const certain = failuresInARow >= Math.min(inARow, customers);
  return { problem: certain ? seen : before.problem, failuresInARow };
}

/** The health after the customer list was asked for: it is the connection's own question, so its problem counts. */
export function afterList(before: Health, seen: Problem | null): Health {
  if (seen === null) return before.problem === null ? before : healthy;
  return seen.code === 'canceled' ? before : { problem: seen, failuresInARow: before.failuresInARow + 1 };
}
