import type { KeptNotice } from './kept.ts';

/** A notification as the daemon was sent it. */
export interface Told {
  /** UTC ms. */
  at: number;
  title: string;
  body: string;
}

/** What a notification says by itself. */
export interface Claim {
  good: boolean;
  /** How many events it speaks of. */
  count: number;
  /** The customer, or how many of them. */
  who: string;
  lines: string[];
  /** The number of objects of the only run it speaks of; null where it names none. */
  total: number | null;
}

/** Reads a notification; null for one that is not about a failure or a recovery. */
export function claimOf({ title, body }: Pick<Told, 'title' | 'body'>): Claim | null {
  const lines = body.split('\n');
  const [, one, customer = ''] = /^Backup (failed|works again): (.*)$/.exec(title) ?? [];
  if (one !== undefined) {
    const total = / of ([\d.,\s]+) objects failed/.exec(body)?.[1]?.replaceAll(/\D/g, '');
    return {
      good: one !== 'failed',
      count: 1,
      who: customer,
      lines: lines.slice(0, 1),
      total: total === undefined ? null : Number(total),
    };
  }
  const [, count, many, who = ''] = /^(\d+) backups? (failed|work again): (.*)$/.exec(title) ?? [];
  if (many === undefined) return null;
  return { good: many !== 'failed', count: Number(count), who, lines, total: null };
}

/**
 * Whether a notification can have told of exactly these notices; `before`: the failures told earlier in the same life
 * of the program, which the summary of a storm counts once more. `totalOf`: a run's number of objects.
 */
export function tells(
  claim: Claim,
  group: readonly KeptNotice[],
  before: readonly KeptNotice[],
  totalOf: (notice: KeptNotice) => number | undefined,
): boolean {
  const kind = claim.good ? 'recovery' : 'failure';
  const [first] = group;
  if (first === undefined || group.some((notice) => notice.kind !== kind)) return false;
  const ofOne = group.every(({ customerName }) => customerName === claim.who);
  const names = group.map(({ jobName }) => jobName);
  if (ofOne && claim.count === group.length && sameLines(names, claim.lines))
    return group.length > 1 || claim.good || claim.total === totalOf(first);
  const all = claim.good ? group : [...before, ...group];
  const customers = Map.groupBy(all, ({ customerName }) => customerName);
  const who = customers.size === 1 ? first.customerName : `${customers.size} customers`;
  const counted = [...customers].map(([name, { length }]) => (length > 1 ? `${name} (${length})` : name));
  return claim.count === all.length && claim.who === who && sameLines(counted, claim.lines);
}

/** Whether the lines are these texts, in any order; a long list ends with how many more there are. */
function sameLines(texts: readonly string[], lines: readonly string[]): boolean {
  const more = Number(/^and (\d+) more$/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
  const named = more > 0 ? lines.slice(0, -1) : lines;
  const left = [...texts];
  for (const line of named) {
    const place = left.indexOf(line);
    if (place < 0) return false;
    left.splice(place, 1);
  }
  return left.length === more;
}
