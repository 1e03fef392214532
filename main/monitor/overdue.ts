import type { Job } from '../../shared/model.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Policy } from '../../shared/policy.ts';

const hourMs = 3_600_000;

/** Outcomes of runs that came to an end; a run that was skipped or stopped backs nothing up and is none. */
export const finished: Readonly<Record<Outcome, boolean>> = {
  failure: true,
  warning: true,
  unknown: false,
  running: false,
  success: true,
  neutral: false,
  idle: false,
};

/** When the run of this row ended, in the service's words (UTC ms); null where it did not, or nobody knows. */
export const endOf = (job: Job): number | null =>
  finished[job.outcome] ? (job.end.value ?? job.start.value) : null;

/** The same, and never in the future: the service's clock may be ahead of ours. */
export function finishedAt(job: Job, now: number): number | null {
  const at = endOf(job);
  return at === null ? null : Math.min(at, now);
}

/**
 * Hours without a finished run after which this job is overdue; null for never. A rule for the customer goes before
 * one for the module, that before one for the service, and any of them before the default.
 */
export function overdueLimit(
  job: Pick<Job, 'customerId' | 'service' | 'module'>,
  policy: Policy,
): number | null {
  const hoursOf = (kind: 'customer' | 'module' | 'service', value: string): number | undefined =>
    policy.overdueRules.find((rule) => rule.kind === kind && rule.value === value)?.hours;
  const hours =
    hoursOf('customer', job.customerId) ??
    hoursOf('module', job.module) ??
    hoursOf('service', job.service) ??
    policy.overdueHours;
  return hours === 0 ? null : hours;
}

/** Since when a job is overdue (UTC ms); null where it is not. One that never finished a run cannot be. */
export function overdueSince(
  job: Pick<Job, 'customerId' | 'service' | 'module' | 'status'>,
  lastFinishedAt: number | null,
  now: number,
  policy: Policy,
): number | null {
  const limit = overdueLimit(job, policy);
  // Somebody has switched the job off in the portal: that it does not run is no news.
  if (limit === null || lastFinishedAt === null || /^disabled$/i.test(job.status)) return null;
  const due = lastFinishedAt + limit * hourMs;
  return due < now ? due : null;
}

const shortestLongRunMs = 6 * hourMs;

/**
 * Whether a run goes on for suspiciously long: over three times the job's median, and over six hours. The median (ms)
 * is worked out from the history, so it is asked for only where it matters.
 */
export function isLongRunning(job: Job, medianOf: () => number | null, now: number): boolean {
  if (job.outcome !== 'running' || job.start.value === null) return false;
  const ms = now - job.start.value;
  return ms > shortestLongRunMs && ms > 3 * (medianOf() ?? 0);
}
