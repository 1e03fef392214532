import type { AlertState } from '../../shared/alert.ts';
import type { Job } from '../../shared/model.ts';
import type { Outcome } from '../../shared/outcome.ts';

/** What is known of a job from the last good answer. */
export interface KnownJob extends Pick<Job, 'key' | 'customerId' | 'service' | 'module' | 'name' | 'status'> {
  outcome: Outcome;
  runKey: string | null;
  /** When a run of it last came to an end, over all answers. */
  finishedAt: number | null;
  /** Milliseconds between its last finished runs, the latest gap at the end. */
  gaps: readonly number[];
  /** The row as it came, for telling whether anything changed. */
  raw: string;
  longRunning: boolean;
  vanished: boolean;
}

/** What is known of a run. */
export interface KnownRun {
  outcome: Outcome;
  /** When it began (UTC ms); null where the service did not say. */
  start: number | null;
  /** When an answer first showed it (UTC ms). */
  firstSeenAt: number;
}

/** An alert that has not ended; a job has at most one about its runs and one about being overdue. */
export interface OpenAlert {
  jobKey: string;
  state: AlertState;
}

/** The last good answer for one customer, with what came of it: what the next answer is compared with. */
export interface Snapshot {
  /** False until a first good answer has been stored. */
  hasBaseline: boolean;
  /** When that answer came (UTC ms); null where there is none. */
  checkedAt: number | null;
  jobs: ReadonlyMap<string, KnownJob>;
  alerts: readonly OpenAlert[];
  /** What is stored of a run, by job key and run key; undefined where the run is new. */
  runOf: (jobKey: string, runKey: string) => KnownRun | undefined;
  /** When the latest alert about the job being overdue that a person has closed began (UTC ms); null for none. */
  closedOverdue: (jobKey: string) => number | null;
  /** When a run of the job was first seen since then (UTC ms); null where none was. */
  firstSeenSince: (jobKey: string, at: number) => number | null;
  /** The median duration (ms) of the job's last runs; null where there is none. */
  medianDuration: (jobKey: string) => number | null;
}
