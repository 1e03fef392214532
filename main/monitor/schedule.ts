const minGapShare = 0.1;
const firstRetryMs = 60_000;
const longestRetryMs = 15 * 60_000;

/** Customers that are polled together are at most so far from the places that they would have alone. */
const longestStepMs = 10_000;

/**
 * How many places an interval has in which so many customers are polled, `together` of them at a time on average: a
 * program that is woken for each of them needs more than twice the processor's time (docs/performance.md). Always even,
 * since restless customers are polled twice in an interval, at the same places.
 */
export function placesIn(intervalMs: number, customers: number, together: number): number {
  return 2 * Math.max(1, Math.ceil(customers / together / 2), Math.ceil(intervalMs / longestStepMs / 2));
}

/**
 * When a customer is polled next, on the monotonic clock (ms). Each customer keeps to one of the places of the
 * interval, so that hundreds of them are spread over it and stay so.
 */
export function nextPoll(customerId: string, elapsed: number, intervalMs: number, places: number): number {
  const place = (Math.floor((hash(customerId) / 2 ** 32) * places) / places) * intervalMs;
  const earliest = elapsed + intervalMs * minGapShare;
  return place + Math.ceil((earliest - place) / intervalMs) * intervalMs;
}

/**
 * When a customer whose poll failed `failures` times in a row is tried again: exponential back-off with full jitter
 * to 15 minutes, never later than that, never sooner than a tenth of the step.
 */
export function nextRetry(failures: number, elapsed: number, random: () => number): number {
  const ceiling = Math.min(firstRetryMs * 2 ** Math.min(failures - 1, 20), longestRetryMs);
  return elapsed + Math.max(ceiling * random(), ceiling / 10);
}

/**
 * FNV-1a, 32 bits, with the last mixing of MurmurHash3, since IDs that differ in their last digits alone would lie
 * close together: the same place for a customer at each start.
 */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
