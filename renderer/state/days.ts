import type { RunRow } from '../../shared/alert.ts';
import { count, plural, recentWeekday } from '../../shared/format.ts';
import type { Place } from '../../shared/format.ts';
import { outcomeLabels, outcomes } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { lastMidnights, stripDays } from '../../shared/overview.ts';
import type { Day } from '../../shared/overview.ts';

/** The runs of one job by day, oldest day first. A run belongs to the day on which it began. */
export function runsByDay(
  runs: readonly Pick<RunRow, 'outcome' | 'start' | 'firstSeenAt'>[],
  now: number,
): Day[] {
  const days = lastMidnights(stripDays, now).map((start): Day => ({ start, runs: {} }));
  for (const { outcome, start, firstSeenAt } of runs) {
    const at = start ?? firstSeenAt;
    const day = days.findLast((one) => one.start <= at);
    if (day !== undefined) day.runs[outcome] = (day.runs[outcome] ?? 0) + 1;
  }
  return days;
}

/** The worst outcome of a day; null where nothing ran. */
export const worstOf = ({ runs }: Day): Outcome | null =>
  outcomes.find((outcome) => (runs[outcome] ?? 0) > 0) ?? null;

/** A day in words: "Mon, Mar 14: 1 failed, 2 succeeded". */
export function dayWords({ start, runs }: Day, place: Place = {}): string {
  const parts = outcomes.flatMap((outcome) => {
    const figure = runs[outcome] ?? 0;
    return figure > 0 ? [`${count(figure, place)} ${outcomeLabels[outcome].toLowerCase()}`] : [];
  });
  return `${recentWeekday(start, place)}: ${parts.length === 0 ? 'no run' : parts.join(', ')}`;
}

/** What a strip shows, for who cannot see it: "28 days: 3 with a failed run". */
export function stripWords(days: readonly Day[]): string {
  const bad = days.filter((day) => worstOf(day) === 'failure').length;
  const ran = days.filter((day) => worstOf(day) !== null).length;
  return `Last ${days.length} days: runs on ${plural(ran, 'day', 'days')}, ${bad === 0 ? 'none failed' : `failures on ${plural(bad, 'day', 'days')}`}`;
}
