import { weekdayName } from '../../shared/format.ts';
import type { QuietHours } from '../../shared/policy.ts';

/** A Sunday, to take the names of weekdays from. */
const sunday = Date.UTC(2026, 2, 1);
const dayMs = 86_400_000;

/** The weekdays as the week goes, Monday first; `day` as in the policy, 0 for Sunday. */
export function weekdays(locale?: string): { day: number; short: string; long: string }[] {
  const name = (day: number, weekday: 'short' | 'long'): string =>
    weekdayName(sunday + day * dayMs, weekday, {
      ...(locale === undefined ? {} : { locale }),
      timeZone: 'UTC',
    });
  return [1, 2, 3, 4, 5, 6, 0].map((day) => ({ day, short: name(day, 'short'), long: name(day, 'long') }));
}

/** Quiet hours in a sentence: "From 22:00 to 07:00 the next day, every day." */
export function quietWords(
  { days, from, to }: Pick<QuietHours, 'days' | 'from' | 'to'>,
  locale?: string,
): string {
  if (days.length === 0) return 'No weekday is chosen, so they never begin.';
  const chosen = weekdays(locale).filter(({ day }) => days.includes(day));
  const when = days.length === 7 ? 'every day' : `on ${chosen.map(({ short }) => short).join(', ')}`;
  return `From ${from} to ${to}${to <= from ? ' the next day' : ''}, ${when}.`;
}
