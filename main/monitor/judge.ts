import type { AlertState, Told } from '../../shared/alert.ts';
import type { Policy } from '../../shared/policy.ts';
import type { Ground, JobIdentity } from './decision.ts';
import { isMuted } from './mute.ts';
import { isQuiet } from './quiet.ts';

const hourMs = 3_600_000;

/** What else decides whether a bad run is told. */
export interface Circumstances {
  now: number;
  policy: Policy;
  isBaseline: boolean;
  muted: boolean;
  quiet: boolean;
}

/**
 * Whether a person is told of the bad run that was counted to this alert last, or why not. The order matters: the
 * first reason that holds is the one that is given. `quiet` comes last, since only what would have been told
 * otherwise is told afterwards.
 */
export function judge(alert: AlertState, { now, policy, isBaseline, muted, quiet }: Circumstances): Told {
  if (isBaseline) return 'baseline';
  if (!isOn(alert, policy)) return 'off';
  if (muted) return 'muted';
  if (alert.acknowledged !== null) return 'acknowledged';
  if (alert.snoozedUntil !== null && now < alert.snoozedUntil) return 'snoozed';
  if (alert.kind !== 'overdue' && alert.runs < policy.afterRuns) return 'threshold';
  if (alert.notifiedAt !== null && !isGrowthDue(alert, policy) && !isReminderDue(alert, { now, policy }))
    return 'alreadyTold';
  return quiet ? 'quiet' : 'notified';
}

/** The judgement of a job's alert as things stand: why, whether it is announced, and whether only after quiet hours. */
export function judgeOfJob(
  alert: AlertState,
  job: JobIdentity,
  { now, policy, tags }: Ground,
  isBaseline: boolean,
): { told: Told; announced: boolean; held: boolean } {
  const muted = isMuted(job, tags, policy.mutes);
  const told = judge(alert, { now, policy, isBaseline, muted, quiet: isQuiet(now, policy.quiet) });
  const held = told === 'quiet' && policy.quiet.tellAfterwards;
  return { told, announced: told === 'notified' || held, held };
}

function isOn(alert: AlertState, policy: Policy): boolean {
  if (alert.kind === 'failure') return policy.failures;
  return alert.kind === 'warning' ? policy.warnings : policy.overdue;
}

function isGrowthDue(alert: AlertState, { remindRuns }: Policy): boolean {
  return remindRuns > 0 && alert.runs - alert.notifiedRuns >= remindRuns;
}

/** Whether the policy's hours have passed since somebody was told of the alert last. */
export function isReminderDue(
  { notifiedAt }: AlertState,
  { now, policy }: Pick<Circumstances, 'now' | 'policy'>,
): boolean {
  return policy.remindHours > 0 && notifiedAt !== null && now - notifiedAt >= policy.remindHours * hourMs;
}
