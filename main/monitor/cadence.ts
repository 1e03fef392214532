const hourMs = 3_600_000;

/** So many gaps between finished runs are remembered of a job, the latest. */
const remembered = 12;
/** Fewer say nothing: two backups that came a week apart may be chance. */
const enough = 4;

/** How far apart the runs of a job usually finish, in milliseconds. */
export interface Cadence {
  usual: number;
  /** The widest gap but one: a single night without a backup is not what is usual. */
  widest: number;
}

/** Two finished runs of a job that follow each other in what was seen (UTC ms; null where nothing is known). */
export interface Finishes {
  before: number | null;
  last: number | null;
  /** When the customer was answered last before this. */
  checkedAt: number | null;
}

/**
 * The gaps with one more, where one was seen. A run that nobody looked for may have finished while Jobwatch did not
 * run: a gap of which more than half went unobserved is not counted.
 */
export function learnGap(gaps: readonly number[], { before, last, checkedAt }: Finishes): readonly number[] {
  if (before === null || last === null || checkedAt === null || last <= before) return gaps;
  const gap = last - before;
  return last - checkedAt > gap / 2 ? gaps : [...gaps, gap].slice(-remembered);
}

/** What the gaps say; null as long as there are too few. */
export function cadenceOf(gaps: readonly number[]): Cadence | null {
  if (gaps.length < enough) return null;
  const sorted = gaps.toSorted((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)];
  const widest = sorted.at(-2);
  return usual === undefined || widest === undefined ? null : { usual, widest };
}

/**
 * Hours after which a job of this cadence is late: its widest gap, and a twelfth of the usual
 * one but two hours at least.
 */
export const limitFor = ({ usual, widest }: Cadence): number =>
  Math.ceil((widest + Math.max(2 * hourMs, usual / 12)) / hourMs);
