import type { QuietHours } from '../../shared/policy.ts';

const minutesOf = (time: string): number => {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};

/**
 * Whether an instant (UTC ms) falls into the quiet hours, told by the clock on the wall of this computer, so that
 * they keep their place through a change to or from daylight saving time.
 */
export function isQuiet(at: number, quiet: QuietHours): boolean {
  if (!quiet.enabled) return false;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const wall = new Date(at);
  const minute = wall.getHours() * 60 + wall.getMinutes();
  const today = wall.getDay();
  const yesterday = (today + 6) % 7;
  const begins = (day: number): boolean => quiet.days.includes(day);
  if (from < to) return begins(today) && minute >= from && minute < to;
  return (begins(today) && minute >= from) || (begins(yesterday) && minute < to);
}
