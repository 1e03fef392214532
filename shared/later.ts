const hourMs = 3_600_000;

/** An hour from now (UTC ms). */
export const inAnHour = (now: number): number => now + hourMs;

/** Half an hour from now (UTC ms). */
export const inHalfAnHour = (now: number): number => now + hourMs / 2;

/** Tomorrow at 8:00 on the clock of this computer, as UTC ms. */
export function tomorrowMorning(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, 8).getTime();
}
