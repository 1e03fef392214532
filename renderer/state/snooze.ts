export { inAnHour, tomorrowMorning } from '../../shared/later.ts';

/** What a date field holds for an instant: "2026-03-14T08:00", on the clock of this computer. */
export function toDateField(at: number): string {
  const day = new Date(at);
  const two = (figure: number): string => String(figure).padStart(2, '0');
  const date = [day.getFullYear(), two(day.getMonth() + 1), two(day.getDate())].join('-');
  return `${date}T${two(day.getHours())}:${two(day.getMinutes())}`;
}

/** The instant that a date field holds (UTC ms); null where it holds none, or one that is over. */
export function fromDateField(text: string, now: number): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) || at <= now ? null : at;
}
