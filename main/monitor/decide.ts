import type { JobsAnswer, ObservedJob } from '../avepoint/rows.ts';
import { learnGap } from './cadence.ts';
import type { Decision, Ground } from './decision.ts';
import { followOverdue } from './follow-overdue.ts';
import { followRuns } from './follow-runs.ts';
import { Alerts } from './open-alerts.ts';
import { endOf, finishedAt, isLongRunning } from './overdue.ts';
import { runKeyOf } from './run.ts';
import type { KnownJob, Snapshot } from './snapshot.ts';

/**
 * Compares an answer with the last good one. A job's rows are taken in the order of their runs, so that a run that
 * failed and was followed by a good one is not lost; a job that is missing keeps its alert and may become overdue.
 */
export function decide(before: Snapshot, answer: JobsAnswer, ground: Ground): Decision {
  const decision: Decision = {
    isBaseline: !before.hasBaseline,
    jobCount: answer.jobs.length,
    jobs: [],
    vanished: [],
    runs: [],
    alerts: [],
    announcements: [],
    changes: [],
    unreadable: answer.unreadable,
  };
  const alerts = new Alerts(before);
  const earlier = Map.groupBy(answer.earlier, (job) => job.key);
  const present = new Set<string>();
  for (const job of answer.jobs) {
    present.add(job.key);
    const known = before.jobs.get(job.key);
    if (known?.outcome !== job.outcome) decision.changes.push({ job, from: known?.outcome ?? null });
    const rows = [...(earlier.get(job.key) ?? []), job];
    followRuns(decision, { before, ground, alerts }, rows);
    const last = lastFinish(known, rows, ground.now);
    const hasFinished = last !== (known?.finishedAt ?? null);
    followOverdue(decision, { before, ground, alerts }, job, last, hasFinished);
    store(decision, before, job, known, last, ground.now);
  }
  for (const known of before.jobs.values()) {
    if (present.has(known.key)) continue;
    if (!known.vanished) decision.vanished.push(known.key);
    followOverdue(decision, { before, ground, alerts }, known, known.finishedAt, false);
  }
  return decision;
}

const isKnown = (row: ObservedJob, known: KnownJob | undefined): boolean =>
  row.raw === known?.raw && row.outcome === known.outcome;

/**
 * When a run of the job last came to an end. A row that was known says no more than when it was first seen, unless our
 * clock was behind then, and what it says has come to pass.
 */
function lastFinish(known: KnownJob | undefined, rows: readonly ObservedJob[], now: number): number | null {
  const telling = rows.filter((row) => !isKnown(row, known) || (endOf(row) ?? now) <= now);
  const ends = [known?.finishedAt ?? null, ...telling.map((row) => finishedAt(row, now))];
  return ends.reduce((latest, at) => (at !== null && (latest === null || at > latest) ? at : latest), null);
}

/** A job of which nothing is new is not written again: most answers are the same as the one before. */
function store(
  decision: Decision,
  before: Snapshot,
  job: ObservedJob,
  known: KnownJob | undefined,
  last: number | null,
  now: number,
): void {
  const longRunning = isLongRunning(job, () => before.medianDuration(job.key), now);
  const same =
    known !== undefined &&
    !known.vanished &&
    known.raw === job.raw &&
    known.outcome === job.outcome &&
    known.finishedAt === last &&
    known.longRunning === longRunning;
  if (same) return;
  const { checkedAt } = before;
  const finishes = { before: known?.finishedAt ?? null, last, checkedAt };
  // An end in the future was cut off at the present: neither that nor what corrects it says how far apart runs are.
  const isGuess = last === now || isKnown(job, known);
  const gaps = isGuess ? (known?.gaps ?? []) : learnGap(known?.gaps ?? [], finishes);
  decision.jobs.push({ job, runKey: runKeyOf(job), finishedAt: last, gaps, longRunning });
}
