import type { Outcome } from '../../shared/outcome.ts';

/** What is known of a job from the last good answer. */
export interface KnownJob {
  outcome: Outcome;
  runKey: string | null;
}

/** An alert that has not ended. */
export interface OpenAlert {
  /** The failed run that was counted last. */
  lastRunKey: string;
  /** Whether a notification was due for it; an alert opened by a baseline has had none. */
  announced: boolean;
}

/** The last good answer for one customer, with what came of it: what the next answer is compared with. */
export interface Snapshot {
  /** False until a first good answer has been stored. */
  hasBaseline: boolean;
  jobs: ReadonlyMap<string, KnownJob>;
  openAlerts: ReadonlyMap<string, OpenAlert>;
  /** The stored outcome of each of the answer's runs, by job key and run key; absent where the run is new. */
  outcomeOfRun: (jobKey: string, runKey: string) => Outcome | undefined;
}
