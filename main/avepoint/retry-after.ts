/** A host that asks for longer than this is asked again all the same: a monitor must not fall silent by a typo. */
const longestMs = 24 * 3_600_000;

/**
 * How long `Retry-After` asks to wait, in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). A date is
 * taken by the service's own clock (`Date`) where it tells it, since this computer's may be wrong; `now` is UTC
 * milliseconds. A day at most. Null where the header is missing, says neither, or asks for no wait at all.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d{1,9}(\.\d{1,9})?$/.test(text)
    ? Number(text) * 1000
    : (dateOf(text) ?? Number.NaN) - (dateOf(headers.get('date') ?? '') ?? now);
  return ms > 0 ? Math.min(ms, longestMs) : null;
}

/** Only what names a month is a date: Date.parse makes one of nearly any number. */
function dateOf(text: string): number | null {
  const date = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : date;
}
