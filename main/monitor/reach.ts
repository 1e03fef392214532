import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { Policy } from '../../shared/policy.ts';
import { isQuiet } from './quiet.ts';

/** For how long something has been out of reach, and whether anybody was told. */
export interface Reach {
  /** UTC ms of the first failed try; null while it can be reached. */
  since: number | null;
  /** UTC ms; null where nobody was told. */
  toldAt: number | null;
}

export const reached: Reach = { since: null, toldAt: null };

/** What no waiting heals: somebody has to do something, and is told at once. */
const lasting: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'credentialsRefused',
  'credentialsExpired',
  'permissionMissing',
  'secretMissing',
]);

export const isLasting = (seen: Problem): boolean => lasting.has(seen.code);

/** Whether something was out of reach for as long as it takes until somebody is told, or longer. */
export const isLongLost = ({ since, toldAt }: Reach, now: number, { unreachableMinutes }: Policy): boolean =>
  toldAt !== null || (since !== null && now - since >= unreachableMinutes * 60_000);

/**
 * Follows whether the connection, or one customer, can be reached: one notification once it has been out of reach for
 * longer than the policy's limit (or `atOnce`), and one when it is back. In quiet hours nobody is told that it is lost:
 * who is back before they end was never missed, and who is not is told of then.
 */
export function followReach(
  before: Reach,
  seen: Problem | null,
  now: number,
  policy: Policy,
  atOnce = seen !== null && isLasting(seen),
): { after: Reach; tell: 'lost' | 'back' | null } {
  const quiet = isQuiet(now, policy.quiet);
  if (seen === null) {
    const isSaid = policy.connection && (!quiet || policy.quiet.tellAfterwards);
    return { after: reached, tell: before.toldAt !== null && isSaid ? 'back' : null };
  }
  const since = before.since ?? now;
  const isDue = atOnce || isLongLost({ since, toldAt: null }, now, policy);
  const tell = policy.connection && !quiet && before.toldAt === null && isDue;
  return { after: { since, toldAt: tell ? now : before.toldAt }, tell: tell ? 'lost' : null };
}
