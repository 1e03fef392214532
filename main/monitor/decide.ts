import type { AlertKind, AlertState, Told } from '../../shared/alert.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Policy } from '../../shared/policy.ts';
import type { JobsAnswer, ObservedJob } from '../avepoint/rows.ts';
import { followOverdue } from './follow-overdue.ts';
import { followRuns } from './follow-runs.ts';
import { finishedAt, isLongRunning } from './overdue.ts';
import { runKeyOf } from './run.ts';
import type { KnownJob, Snapshot } from './snapshot.ts';

/** A run as it is to be stored; `told` is set for a bad run, once: when its outcome was first seen. */
export interface RunRecord {
  runKey: string;
  job: ObservedJob;
  told: Told | null;
}

/** What happens to one of a job's alerts. `state` is what it is afterwards, null where it has ended. */
export interface AlertChange {
  jobKey: string;
  kind: AlertKind;
  type: 'opened' | 'grown' | 'recovered' | 'superseded' | 'woken' | 'reminded';
  runKey: string | null;
  state: AlertState | null;
}

export type NoticeKind = 'failure' | 'warning' | 'stillFailing' | 'overdue' | 'recovery';

/** Something a person is to be told. */
export interface Announcement {
  kind: NoticeKind;
  job: JobIdentity;
  /** The run it is about; for an overdue job the instant since when, as text. */
  runKey: string;
  /** What is known of the run; null where the job is no longer in the answer. */
  run: ObservedJob | null;
  /** Held back until the quiet hours end. */
  held: boolean;
}

export type JobIdentity = Pick<ObservedJob, 'key' | 'customerId' | 'service' | 'module' | 'name'>;

/** A job as it is to be stored. */
export interface JobRecord {
  job: ObservedJob;
  runKey: string | null;
  finishedAt: number | null;
  longRunning: boolean;
}

/** A job whose outcome is another one than before; `from` is null for a job that was not there. */
export interface OutcomeChange {
  job: ObservedJob;
  from: Outcome | null;
}

/** All that follows from one good answer; stored in one transaction. */
export interface Decision {
  isBaseline: boolean;
  /** How many jobs the answer held. */
  jobCount: number;
  /** The jobs of which anything is new. */
  jobs: JobRecord[];
  /** Keys of jobs that were there before and are not in this answer. */
  vanished: string[];
  runs: RunRecord[];
  alerts: AlertChange[];
  announcements: Announcement[];
  changes: OutcomeChange[];
  unreadable: number;
}

/** What the decision stands on, beside the answers. */
export interface Ground {
  /** UTC ms. */
  now: number;
  policy: Policy;
  /** The technician's own words for the customer. */
  tags: readonly string[];
}

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

/** The open alerts of one customer while a decision is made; a job has one about its runs, one about being overdue. */
export class Alerts {
  readonly #open = new Map<string, AlertState>();

  constructor(before: Snapshot) {
    for (const { jobKey, state } of before.alerts) this.set(jobKey, state);
  }

  run(jobKey: string): AlertState | undefined {
    return this.#open.get(`${jobKey} run`);
  }

  overdue(jobKey: string): AlertState | undefined {
    return this.#open.get(`${jobKey} overdue`);
  }

  set(jobKey: string, state: AlertState): void {
    this.#open.set(`${jobKey} ${state.kind === 'overdue' ? 'overdue' : 'run'}`, state);
  }

  end(jobKey: string, kind: AlertKind): void {
    this.#open.delete(`${jobKey} ${kind === 'overdue' ? 'overdue' : 'run'}`);
  }
}

/** When a run of the job last came to an end. A row that is known says no more than when it was first seen. */
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
  const median = job.outcome === 'running' ? before.medianDuration(job.key) : null;
  const longRunning = isLongRunning(job, median, now);
  const same =
    known !== undefined &&
    !known.vanished &&
    known.raw === job.raw &&
    known.outcome === job.outcome &&
    known.finishedAt === last &&
    known.longRunning === longRunning;
  if (!same) decision.jobs.push({ job, runKey: runKeyOf(job), finishedAt: last, longRunning });
}
