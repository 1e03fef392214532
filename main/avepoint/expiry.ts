const dayMs = 86_400_000;

/** Days ahead of its end at which a credential is warned of; 0 is the end itself. */
const warnings = [0, 1, 7, 30] as const;

export type ExpiryWarning = (typeof warnings)[number];

/**
 * Which warning of an end is due: 30, 7 or 1 day ahead, or 0 once it is over; null where none is. `given` is the
 * latest one that was given for this end, null for none: each is due once, and of several only the most urgent.
 * Instants in UTC milliseconds.
 */
export function dueWarning(
  expiresAt: number,
  now: number,
  given: ExpiryWarning | null,
): ExpiryWarning | null {
  const reached = warnings.find((days) => expiresAt - now <= days * dayMs);
  if (reached === undefined) return null;
  return given === null || reached < given ? reached : null;
}
