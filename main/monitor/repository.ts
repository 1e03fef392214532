import type { Customer, CustomerNotes } from '../../shared/model.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ExpiryWarning } from '../avepoint/expiry.ts';
import { announcementKinds } from './decision.ts';
import type { Announcement, Decision } from './decision.ts';
import type { Reach } from './reach.ts';
import type { Snapshot } from './snapshot.ts';
import type { Words } from './wording.ts';

/** What a notification may be about: a job, or the connection. */
export const noticeKinds = [...announcementKinds, 'connection', 'connectionBack'] as const;

/** A notification that is due: written with the decision, done only when the desktop has shown it. */
export interface Notice extends Words {
  id: number;
  kind: (typeof noticeKinds)[number];
  /** Null where it is about no job. */
  jobKey: string | null;
  /** The job in a line. */
  jobName: string;
  customerId: string | null;
  customerName: string;
  createdAt: number;
  /** Held back until the end of quiet hours. */
  held: boolean;
}

/** An announcement with its words. */
export interface Saying {
  announcement: Announcement;
  words: Words;
}

/** Which warnings of a credential's end were given; kept, so that a restart repeats none. */
export interface GivenWarning {
  /** UTC ms. */
  expiresAt: number;
  given: ExpiryWarning;
}

/** A customer that is to be polled. */
export interface WatchedCustomer {
  id: string;
  /** The technician's own name for it, or else the service's. */
  name: string;
  tags: readonly string[];
  /** One of its jobs runs or has failed: it is looked at more often. */
  restless: boolean;
}

/** How a poll went, for the record. */
export interface PollRecord {
  customerId: string;
  /** UTC ms, when it ended. */
  at: number;
  /** How long it took. */
  ms: number;
}

/** What the monitor needs of the store. Every method is one transaction and throws where the disk does. */
export interface Repository {
  /** The customers that are polled, by name. */
  customers(): WatchedCustomer[];
  /** Takes over the list; customers missing from it are kept and marked as no longer listed. */
  saveCustomers(list: readonly Customer[], at: number): void;
  /** What is known of a customer, for comparing with the next answer. */
  recall(customerId: string): Snapshot;
  /** Whether one of a customer's jobs runs or has failed: it is polled twice as often. */
  isRestless(customerId: string): boolean;
  /** Since when a customer is out of reach. */
  reach(customerId: string): Reach;
  /** Stores an answer with all that follows from it. `back`: what to say of a customer that was out of reach. */
  recordAnswer(poll: PollRecord, decision: Decision, sayings: readonly Saying[], back: Words | null): void;
  /** Stores that a poll failed; the last good snapshot stays. `lost`: what to say of it. */
  recordProblem(poll: PollRecord, seen: Problem, reach: Reach, lost: Words | null): void;
  /** Since when the connection as a whole does not work. */
  connectionReach(): Reach;
  recordConnection(reach: Reach, words: Words | null, at: number): void;
  /**
   * What keeps customers from being reached is counted from `at` on: the connection is back; or, for those who were out
   * of reach at `until` (UTC ms), the program was not there to see.
   */
  restartReach(at: number, until?: number): void;
  /** A sweep over all customers has ended. */
  recordSweep(endedAt: number, ms: number): void;
  /** A technician's own name, tags and choice for a customer. */
  describeCustomer(notes: CustomerNotes): void;
  /** The last warning that the credential runs out; null where none was given. */
  givenWarning(): GivenWarning | null;
  recordWarning(warning: GivenWarning, words: Words, at: number): void;
  /** Notices that no desktop has shown yet, oldest first. */
  pendingNotices(): Notice[];
  markShown(noticeIds: readonly number[], at: number): void;
}
