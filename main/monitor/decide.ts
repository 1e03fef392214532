import type { JobsAnswer, ObservedJob } from '../avepoint/rows.ts';
import { learnGap } from './cadence.ts';
import type { Decision, Ground } from './decision.ts';
import { followOverdue } from './follow-overdue.ts';
import { followRuns } from './follow-runs.ts';
import { Alerts } from './open-alerts.ts';
import { finishedAt, isLongRunning } from './overdue.ts';
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
    followOverdue(decision, { ground, alerts }, job, last, hasFinished);
    store(decision, before, job, known, last, ground.now);
  }
  for (const known of before.jobs.values()) {
    if (present.has(known.key)) continue;
    if (!known.vanished) decision.vanished.push(known.key);
    followOverdue(decision, { ground, alerts }, known, known.finishedAt, false);
  }
  return decision;
}

function lastFinish(known: KnownJob | undefined, rows: readonly ObservedJob[], now: number): number | null {
  const news = rows.filter((row) => row.raw !== known?.raw || row.outcome !== known.outcome);
  const ends = [known?.finishedAt ?? null, ...news.map((row) => finishedAt(row, now))];
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
  const gaps = learnGap(known?.gaps ?? [], { before: known?.finishedAt ?? null, last, checkedAt });
  decision.jobs.push({ job, runKey: runKeyOf(job), finishedAt: last, gaps, longRunning });
}
