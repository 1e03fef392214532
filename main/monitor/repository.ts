import type { Customer } from '../../shared/model.ts';
import type { Problem } from '../../shared/problem.ts';
import type { JobsAnswer } from '../avepoint/rows.ts';
import type { Decision } from './decide.ts';
import type { Snapshot } from './snapshot.ts';
import type { Words } from './wording.ts';

/** A notification that is due: written with the decision, gone only when the desktop has shown it. */
export interface Notice extends Words {
  id: number;
  jobKey: string;
}

/** A customer that is to be polled. */
export interface WatchedCustomer {
  id: string;
  name: string;
}

/** What the monitor needs of the store. Every method is one transaction and throws where the disk does. */
export interface Repository {
  /** The customers on AvePoint's list, by name. */
  customers(): WatchedCustomer[];
  /** Takes over the list; customers missing from it are kept and marked as no longer listed. */
  saveCustomers(list: readonly Customer[], at: number): void;
  /** What is known of a customer, for comparing with this answer. */
  recall(customerId: string, answer: JobsAnswer): Snapshot;
  /** Stores an answer with all that follows from it. `words` are those of `decision.failures`, in order. */
  recordAnswer(customerId: string, decision: Decision, words: readonly Words[], at: number): void;
  /** Stores that a poll failed; the last good snapshot stays. */
  recordProblem(customerId: string, seen: Problem, at: number): void;
  /** Notices that no desktop has shown yet, oldest first. */
  pendingNotices(): Notice[];
  markShown(noticeId: number, at: number): void;
}
