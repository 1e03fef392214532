import { dueWarning } from '../avepoint/expiry.ts';
import type { ExpiryWarning } from '../avepoint/expiry.ts';
import type { Repository } from './repository.ts';
import type { Words } from './wording.ts';

/** Says 30, 7 and 1 days ahead that secret or certificate runs out, each once. `expiresAt` and `now` in UTC ms. */
export function warnOfEnd(
  repository: Pick<Repository, 'givenWarning' | 'recordWarning'>,
  expiresAt: number,
  now: number,
): void {
  const known = repository.givenWarning();
  const due = dueWarning(expiresAt, now, known?.expiresAt === expiresAt ? known.given : null);
  if (due !== null) repository.recordWarning({ expiresAt, given: due }, words(due, expiresAt), now);
}

function words(days: ExpiryWarning, expiresAt: number): Words {
  const date = new Date(expiresAt).toLocaleDateString();
  const title =
    days === 0
      ? 'The AvePoint credentials have expired'
      : `The AvePoint credentials expire within ${days === 1 ? 'a day' : `${days} days`}`;
  return {
    title,
    body: `They are valid until ${date}. Create new ones in Elements for Partners and connect again.`,
  };
}
