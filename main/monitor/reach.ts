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

/** What no waiting heals: somebody has to do something. */
const lasting: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'credentialsRefused',
  'credentialsExpired',
  'permissionMissing',
  'secretMissing',
  'keychainMissing',
  'keychainLocked',
  'keychainRefused',
]);

/**
 * Follows whether the connection, or one customer, can be reached: one notification once it has been out of reach for
 * longer than the policy's limit (at once, where no waiting heals it), and one when it is back. In quiet hours nobody
 * is told that it is lost: who is back before they end was never missed, and who is not is told of then.
 */
export function followReach(
  before: Reach,
  seen: Problem | null,
  now: number,
  policy: Policy,
): { after: Reach; tell: 'lost' | 'back' | null } {
  const quiet = isQuiet(now, policy.quiet);
  if (seen === null) {
    const isSaid = policy.connection && (!quiet || policy.quiet.tellAfterwards);
    return { after: reached, tell: before.toldAt !== null && isSaid ? 'back' : null };
  }
  const since = before.since ?? now;
  const limit = lasting.has(seen.code) ? 0 : policy.unreachableMinutes * 60_000;
  const tell = policy.connection && !quiet && before.toldAt === null && now - since >= limit;
  return { after: { since, toldAt: tell ? now : before.toldAt }, tell: tell ? 'lost' : null };
}
