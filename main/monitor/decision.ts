import type { AlertKind, AlertState, Told } from '../../shared/alert.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Policy } from '../../shared/policy.ts';
import type { ObservedJob } from '../avepoint/rows.ts';

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

/** What a person is told of a job. */
export const announcementKinds = [
  'failure',
  'warning',
  'stillFailing',
  'stillWarning',
  'overdue',
  'recovery',
] as const;

/** Which alert of its job each of them tells of; null where it tells of none that is open. */
export const alertTold: Readonly<Record<Announcement['kind'], AlertKind | null>> = {
  failure: 'failure',
  warning: 'warning',
  stillFailing: 'failure',
  stillWarning: 'warning',
  overdue: 'overdue',
  recovery: null,
};

/** Something a person is to be told. */
export interface Announcement {
  kind: (typeof announcementKinds)[number];
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
  gaps: readonly number[];
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
