/**
 * Takes up the time zone that the computer has now. The main process stays in that of its start, with whatever window
 * there is (Electron 42.0.0, and electron/electron#33723), so that quiet hours and times in notifications would be those
 * of the place that somebody left. To change the variable, if only from nothing to nothing, has V8 and ICU look anew; it
 * takes some 10 µs. Where somebody has set one, it is theirs.
 */
export function takeUpTimeZone(): void {
  if (process.env['TZ'] === undefined) delete process.env['TZ'];
}
