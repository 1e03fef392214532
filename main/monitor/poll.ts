import type { Clock } from '../avepoint/clock.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import type { JobSource } from '../avepoint/source.ts';
import { outcomeLabels } from '../../shared/outcome.ts';
import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { decide } from './decide.ts';
import type { Decision } from './decide.ts';
import type { Log } from './log.ts';
import type { Repository, WatchedCustomer } from './repository.ts';
import { failureWords, jobWords } from './wording.ts';

/** How a poll ended. */
export type PollResult =
  { ok: true; decision: Decision } | { ok: false; problem: Problem; retryAt: number | null };

export interface PollParts {
  source: JobSource;
  repository: Repository;
  clock: Clock;
  log: Log;
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
  let answer;
  try {
    answer = await source.listJobs(customer.id, signal);
  } catch (error) {
    const failure = error instanceof ServiceFailure ? error : unexpected(error);
    if (failure.problem.code !== 'canceled')
      repository.recordProblem(customer.id, failure.problem, clock.now());
    log.warn('poll', `${customer.name}, ${failure.message}`);
    return { ok: false, problem: failure.problem, retryAt: failure.retryAt };
  }
  const now = clock.now();
  const decision = decide(repository.recall(customer.id, answer), answer, now);
  const words = decision.failures.map(({ job }) => failureWords(customer.name, job));
  repository.recordAnswer(customer.id, decision, words, now);
  tell(log, customer, decision);
  return { ok: true, decision };
}

function tell(log: Log, customer: WatchedCustomer, decision: Decision): void {
  log.info('poll', `${customer.name}, ${decision.jobs.length} jobs`);
  if (decision.isBaseline) {
    log.info('baseline', `${customer.name}, ${decision.jobs.length} jobs, nothing is announced`);
    return;
  }
  for (const { job, from } of decision.changes) {
    const was = from === null ? 'new' : outcomeLabels[from];
    log.info('outcome', `${customer.name} · ${jobWords(job)}: ${was} → ${outcomeLabels[job.outcome]}`);
  }
}

const unexpected = (error: unknown): ServiceFailure =>
  new ServiceFailure(
    problem('unexpected', { detail: error instanceof Error ? error.message : String(error) }),
  );
