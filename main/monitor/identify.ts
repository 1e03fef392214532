import type { AlertState } from '../../shared/alert.ts';
import type { ObservedJob } from '../avepoint/rows.ts';
import type { Ground } from './decision.ts';
import type { Alerts } from './open-alerts.ts';
import { finished } from './overdue.ts';
import { runKeyOf } from './run.ts';
import type { KnownJob, Snapshot } from './snapshot.ts';

/** What the rows of a job are compared with. */
export interface Around {
  before: Snapshot;
  ground: Ground;
  alerts: Alerts;
}

/** One row of a job, and whether its outcome is told for the first time. */
export interface Seen {
  job: ObservedJob;
  runKey: string;
  isNews: boolean;
}

/** Outcomes of a run that has come to an end and shows whether the job works. */
export const isResult = ({ outcome }: ObservedJob): boolean => finished[outcome];

/** The rows that have an identity. Of several rows of one run the last one holds, the others are news only once. */
export function identify({ before, ground, alerts }: Around, rows: readonly ObservedJob[]): Seen[] {
  const seen: Seen[] = [];
  for (const [index, job] of rows.entries()) {
    const known = before.jobs.get(job.key);
    const isLatest = index === rows.length - 1;
    const nameless = isLatest ? namelessRun(job, known, alerts.run(job.key), ground.now) : unnamed(job);
    const runKey = runKeyOf(job) ?? nameless;
    if (runKey !== null) seen.push({ job, runKey, isNews: isNews(before, known, job, runKey) });
  }
  return seen.map((row, index) => {
    const recurs = seen.slice(index + 1).some(({ runKey }) => runKey === row.runKey);
    const isOld = recurs && before.runOf(row.job.key, row.runKey) !== undefined;
    return isOld ? { ...row, isNews: false } : row;
  });
}

/** A run without any identity is the one that was bad before, or else one that began now. */
function namelessRun(
  job: ObservedJob,
  known: KnownJob | undefined,
  alert: AlertState | undefined,
  now: number,
): string | null {
  if (!isResult(job)) return null;
  const goesOn = known?.outcome === job.outcome && alert?.lastRunKey?.startsWith('seen:') === true;
  return goesOn ? alert.lastRunKey : `seen:${now}`;
}

/** An earlier row without any identity: beside a later one there is no telling when it began, so it is told once. */
const unnamed = (job: ObservedJob): string | null => (isResult(job) ? `unnamed:${job.outcome}` : null);

/** Whether this outcome of this run is told for the first time. */
function isNews(before: Snapshot, known: KnownJob | undefined, job: ObservedJob, runKey: string): boolean {
  if (runKey.startsWith('seen:')) return known?.outcome !== job.outcome;
  // Most rows are the same as in the answer before: the store need not be asked about them.
  if (known?.raw === job.raw && known.outcome === job.outcome) return false;
  return before.runOf(job.key, runKey)?.outcome !== job.outcome;
}
