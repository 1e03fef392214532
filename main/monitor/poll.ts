import { messageOf } from '../../shared/message-of.ts';
import { outcomeLabels } from '../../shared/outcome.ts';
import type { Policy } from '../../shared/policy.ts';
import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Clock } from '../avepoint/clock.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import type { JobSource } from '../avepoint/source.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import type { Log } from './log.ts';
import { isOfTheWay } from './health.ts';
import { followReach, isLasting } from './reach.ts';
import type { PollRecord, Repository, WatchedCustomer } from './repository.ts';
import { customerBackWords, customerLostWords, jobWords, wordsFor } from './wording.ts';

/** How a poll ended. */
export type PollResult =
  | { ok: true; decision: Decision; notices: number }
  | { ok: false; problem: Problem; retryAt: number | null; notices: number };

export interface PollParts {
  source: JobSource;
  repository: Repository;
  clock: Clock;
  log: Log;
  policy: () => Policy;
  /**
   * Whether, with this problem too, the connection as a whole does not work: then no single customer is to blame. One
   * that has been out of reach since then (UTC ms; null where it was not) while others answered is.
   */
  isDisconnected: (seen: Problem, since: number | null) => boolean;
}

/**
 * One poll of one customer: ask, compare, store, in this order. What the service does wrong becomes the customer's
 * problem; what the disk does wrong is thrown.
 */
export async function poll(
  parts: PollParts,
  customer: WatchedCustomer,
  signal: AbortSignal,
): Promise<PollResult> {
  const { source, repository, clock, log } = parts;
  const began = clock.elapsed();
  const record = (): PollRecord => ({
    customerId: customer.id,
    at: clock.now(),
    ms: clock.elapsed() - began,
  });
  let answer;
  try {
    answer = await source.listJobs(customer.id, signal);
  } catch (error) {
    const failure = error instanceof ServiceFailure ? error : unexpected(error);
    log.warn('poll', `${customer.name}, ${failure.message}`);
    const notices =
      failure.problem.code === 'canceled' ? 0 : failed(parts, customer, failure.problem, record());
    return { ok: false, problem: failure.problem, retryAt: failure.retryAt, notices };
  }
  const done = record();
  const policy = parts.policy();
  const decision = decide(repository.recall(customer.id), answer, {
    now: done.at,
    policy,
    tags: customer.tags,
  });
  const { tell } = followReach(repository.reach(customer.id), null, done.at, policy);
  const sayings = decision.announcements.map((announcement) => ({
    announcement,
    words: wordsFor(announcement, customer.name),
  }));
  const back = tell === 'back' ? customerBackWords(customer.name) : null;
  repository.recordAnswer(done, decision, sayings, back);
  report(log, customer, decision);
  return { ok: true, decision, notices: sayings.length + (back === null ? 0 : 1) };
}

function failed(parts: PollParts, customer: WatchedCustomer, seen: Problem, record: PollRecord): number {
  const { repository, policy, isDisconnected } = parts;
  const before = repository.reach(customer.id);
  // What looks like a fault of the connection and is one shows within a few polls of others.
  const atOnce = isLasting(seen) && !isOfTheWay(seen);
  const followed = followReach(before, seen, record.at, policy(), atOnce);
  if (isDisconnected(seen, before.since) || followed.tell === null) {
    repository.recordProblem(record, seen, { since: followed.after.since, toldAt: before.toldAt }, null);
    return 0;
  }
  repository.recordProblem(record, seen, followed.after, customerLostWords(customer.name, seen));
  return 1;
}

function report(log: Log, customer: WatchedCustomer, decision: Decision): void {
  // A line for every poll would leave room for the last hour of a big estate alone.
  log[decision.jobs.length > 0 ? 'info' : 'detail']('poll', `${customer.name}, ${decision.jobCount} jobs`);
  if (decision.unreadable > 0)
    log.warn('poll', `${customer.name}, ${decision.unreadable} rows could not be read`);
  if (decision.isBaseline) {
    log.info('baseline', `${customer.name}, ${decision.jobCount} jobs, nothing is announced`);
    return;
  }
  for (const { job, from } of decision.changes) {
    const was = from === null ? 'new' : outcomeLabels[from];
    log.info('outcome', `${customer.name} · ${jobWords(job)}: ${was} → ${outcomeLabels[job.outcome]}`);
  }
}

const unexpected = (error: unknown): ServiceFailure =>
  new ServiceFailure(problem('unexpected', { detail: messageOf(error) }));
