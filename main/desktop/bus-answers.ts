/**
 * What the session bus answers before the icon is in the tray. Read by hand: to load zod for it would hold the icon up
 * by a tenth of the start (docs/performance.md).
 */

/** The text that a message begins with; null where it begins with something else. */
export function textOf([text]: readonly unknown[]): string | null {
  return typeof text === 'string' ? text : null;
}

/** Whose name changed hands, and to whom (null for nobody); null where a message says something else. */
export function ownerChangeOf(body: readonly unknown[]): { name: string; owner: string | null } | null {
  const [name, before, owner] = body;
  if (body.length !== 3 || typeof name !== 'string' || typeof before !== 'string') return null;
  return typeof owner === 'string' ? { name, owner: owner === '' ? null : owner } : null;
}

/** The yes or no in the variant that a message is; null where it is something else. */
export function flagOf([variant]: readonly unknown[]): boolean | null {
  if (typeof variant !== 'object' || variant === null || !('value' in variant)) return null;
  return typeof variant.value === 'boolean' ? variant.value : null;
}
