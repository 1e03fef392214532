import { plural } from '../../shared/format.ts';

const dayMs = 86_400_000;
/** As early as the first notification of it comes. */
const daysAhead = 30;

/** What is to be said of a credential's end, null while it is further off. Instants UTC ms. */
export function endWords(expiresAt: number, now: number): string | null {
  const left = expiresAt - now;
  if (left > daysAhead * dayMs) return null;
  const what = 'The client secret or certificate';
  const next = 'Create a new one in Elements for Partners.';
  if (left <= 0) return `${what} has expired. ${next}`;
  const days = Math.floor(left / dayMs);
  return `${what} expires ${days === 0 ? 'within a day' : `in ${plural(days, 'day', 'days')}`}. ${next}`;
}
