import type { Outcome } from '../../shared/outcome.ts';
import type { JobsAnswer, ObservedJob } from '../avepoint/rows.ts';
import { runKeyOf } from './run.ts';
import type { KnownJob, OpenAlert, Snapshot } from './snapshot.ts';

/** A run as it is to be stored. */
export interface RunRecord {
  runKey: string;
  job: ObservedJob;
}

/** What happens to a job's alert. At most one alert of a job is open at a time. */
export type AlertChange =
  | { type: 'opened'; jobKey: string; runKey: string; announced: boolean }
  | { type: 'grown'; jobKey: string; runKey: string; announced: boolean }
  | { type: 'recovered'; jobKey: string };

/** A failed run that a person is to be told of. */
export interface Failure {
  runKey: string;
  job: ObservedJob;
}

/** A job whose outcome is another one than before; `from` is null for a job that was not there. */
export interface OutcomeChange {
  job: ObservedJob;
  from: Outcome | null;
}

/** All that follows from one good answer; stored in one transaction. */
export interface Decision {
  isBaseline: boolean;
  jobs: ObservedJob[];
  /** Keys of jobs that were there before and are not in this answer. */
  vanished: string[];
  runs: RunRecord[];
  alerts: AlertChange[];
  failures: Failure[];
  changes: OutcomeChange[];
  unreadable: number;
}

/**
 * Compares an answer with the last good one. A job's rows are taken in the order of their runs, so that a run that
 * failed and was followed by a good one still opens its alert. `now` (UTC ms) names a failed run that came without
 * run ID and start time.
 */
export function decide(before: Snapshot, answer: JobsAnswer, now: number): Decision {
  const decision: Decision = {
    isBaseline: !before.hasBaseline,
    jobs: answer.jobs,
    vanished: [],
    runs: [],
    alerts: [],
    failures: [],
    changes: [],
    unreadable: answer.unreadable,
  };
  const earlier = Map.groupBy(answer.earlier, (job) => job.key);
  const present = new Set<string>();
  for (const job of answer.jobs) {
    present.add(job.key);
    const known = before.jobs.get(job.key);
    if (known?.outcome !== job.outcome) decision.changes.push({ job, from: known?.outcome ?? null });
    followRuns(decision, before, [...(earlier.get(job.key) ?? []), job], now);
  }
  decision.vanished = [...before.jobs.keys()].filter((key) => !present.has(key));
  return decision;
}

/** Takes the rows of one job, oldest first, through the life of its alert. */
function followRuns(decision: Decision, before: Snapshot, rows: readonly ObservedJob[], now: number): void {
  const [first] = rows;
  if (first === undefined) return;
  const known = before.jobs.get(first.key);
  let alert = before.openAlerts.get(first.key) ?? null;
  for (const job of rows) {
    const runKey = runKeyOf(job) ?? namelessRun(job, known, alert, now);
    if (runKey === null || !isNews(before, known, job, runKey)) continue;
    decision.runs.push({ runKey, job });
    if (job.outcome === 'failure') alert = failed(decision, job, runKey, alert);
    else if (alert !== null && (job.outcome === 'success' || job.outcome === 'warning')) {
      decision.alerts.push({ type: 'recovered', jobKey: job.key });
      alert = null;
    }
  }
}

/** A failed run without any identity is the one that failed before, or else one that began to fail now. */
function namelessRun(
  job: ObservedJob,
  known: KnownJob | undefined,
  alert: OpenAlert | null,
  now: number,
): string | null {
  if (job.outcome !== 'failure')
    return job.outcome === 'success' || job.outcome === 'warning' ? `seen:${now}` : null;
  return known?.outcome === 'failure' && alert !== null ? alert.lastRunKey : `seen:${now}`;
}

/** Whether this outcome of this run is told for the first time. */
function isNews(before: Snapshot, known: KnownJob | undefined, job: ObservedJob, runKey: string): boolean {
  if (runKey.startsWith('seen:')) return known?.outcome !== job.outcome;
  return before.outcomeOfRun(job.key, runKey) !== job.outcome;
}

/**
 * A failed run opens the job's alert or is counted to it. It is announced unless the answer is the baseline, or the
 * alert has been announced before: one alert, one notification.
 */
function failed(decision: Decision, job: ObservedJob, runKey: string, alert: OpenAlert | null): OpenAlert {
  if (alert?.lastRunKey === runKey) return alert;
  const announced = alert?.announced === true;
  const announce = !announced && !decision.isBaseline;
  decision.alerts.push({
    type: alert === null ? 'opened' : 'grown',
    jobKey: job.key,
    runKey,
    announced: announced || announce,
  });
  if (announce) decision.failures.push({ runKey, job });
  return { lastRunKey: runKey, announced: announced || announce };
}
