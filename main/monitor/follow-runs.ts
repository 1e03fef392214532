import type { AlertState, Told } from '../../shared/alert.ts';
import type { ObservedJob } from '../avepoint/rows.ts';
import { growAlert, markNotified, openAlert, wake } from './alert-life.ts';
import type { Decision, Ground } from './decision.ts';
import { identify, isResult } from './identify.ts';
import type { Around, Seen } from './identify.ts';
import { isReminderDue, judgeOfJob } from './judge.ts';
import { isMuted } from './mute.ts';
import { isQuiet } from './quiet.ts';
import type { KnownJob, Snapshot } from './snapshot.ts';

/** Takes the rows of one job, oldest first, through the life of the alert about its runs. */
export function followRuns(decision: Decision, around: Around, rows: readonly ObservedJob[]): void {
  const seen = identify(around, rows);
  for (const [index, { job, runKey, isNews }] of seen.entries()) {
    if (!isNews) continue;
    const bad = badKind(job, around.ground);
    // A run that turns up only after a later one was counted says nothing of how the job stands.
    const isLate = seen.slice(index + 1).some((later) => !later.isNews && isResult(later.job));
    const follow = isLate ? lateBadRun : badRun;
    const told = bad === null ? null : follow(decision, around, job, runKey, bad);
    decision.runs.push({ runKey, job, told });
    if (bad === null && !isLate && isResult(job)) goodRun(decision, around, job, runKey);
  }
  const [latest] = rows.slice(-1);
  if (latest === undefined) return;
  settle(decision, around, latest, seen.at(-1));
  tellAgainIfDue(decision, around, latest);
}

/**
 * Ends an alert that the latest row contradicts though that row is no news: the service showed an older failed run for
 * a while, or the alert was opened again by hand.
 */
function settle(decision: Decision, around: Around, job: ObservedJob, latest: Seen | undefined): void {
  if (latest?.job !== job || latest.isNews || !isResult(job) || badKind(job, around.ground) !== null) return;
  if (around.alerts.run(job.key)?.lastRunKey !== latest.runKey) goodRun(decision, around, job, latest.runKey);
}

/** Which alert a run opens; runs with exceptions do where the policy says so. */
function badKind(job: ObservedJob, { policy }: Ground): 'failure' | 'warning' | null {
  if (job.outcome === 'failure') return 'failure';
  return job.outcome === 'warning' && policy.warnings ? 'warning' : null;
}

function badRun(
  decision: Decision,
  { ground, alerts }: Around,
  job: ObservedJob,
  runKey: string,
  kind: 'failure' | 'warning',
): Told {
  const open = alerts.run(job.key);
  if (open?.kind === kind && open.lastRunKey === runKey) return 'alreadyTold';
  if (open !== undefined && open.kind !== kind) {
    decision.alerts.push({ jobKey: job.key, kind: open.kind, type: 'superseded', runKey, state: null });
  }
  const grown = open?.kind === kind;
  const alert = grown ? growAlert(open, runKey) : openAlert(kind, runKey, ground.now);
  const again = grown && alert.notifiedAt !== null;
  // A run that fails when a snooze is just over is told once, not once for the run and once for the snooze.
  const awake = isSnoozeOver(alert, ground.now) ? wake(alert) : alert;
  const { told, state } = tell(decision, ground, awake, job, runKey, again);
  alerts.set(job.key, state);
  decision.alerts.push({ jobKey: job.key, kind, type: grown ? 'grown' : 'opened', runKey, state });
  return told;
}

/** A bad run that a later one has overtaken: it is told, and leaves the job as it stands. */
function lateBadRun(
  decision: Decision,
  { ground, alerts }: Around,
  job: ObservedJob,
  runKey: string,
  kind: 'failure' | 'warning',
): Told {
  const open = alerts.run(job.key);
  if (open?.kind === kind) {
    const grown = { ...open, runs: open.runs + 1 };
    const { told, state } = tell(decision, ground, grown, job, runKey, open.notifiedAt !== null);
    alerts.set(job.key, state);
    decision.alerts.push({ jobKey: job.key, kind, type: 'grown', runKey, state });
    return told;
  }
  const { told, state } = tell(decision, ground, openAlert(kind, runKey, ground.now), job, runKey, false);
  const change = { jobKey: job.key, kind, runKey };
  decision.alerts.push({ ...change, type: 'opened', state }, { ...change, type: 'recovered', state: null });
  return told;
}

/** What an alert that was told before is told as: an overdue job goes on by its own rules. */
const stillKinds = { failure: 'stillFailing', warning: 'stillWarning', overdue: 'overdue' } as const;

/** Judges the alert as it stands, and announces it where that is the verdict. */
function tell(
  decision: Decision,
  ground: Ground,
  alert: AlertState,
  job: ObservedJob,
  runKey: string,
  again: boolean,
): { told: Told; state: AlertState } {
  const { told, announced, held } = judgeOfJob(alert, job, ground, decision.isBaseline);
  if (!announced) return { told, state: alert };
  const kind = again ? stillKinds[alert.kind] : alert.kind;
  decision.announcements.push({ kind, job, runKey, run: job, held });
  return { told, state: markNotified(alert, ground.now) };
}

function goodRun(
  decision: Decision,
  { before, ground, alerts }: Around,
  job: ObservedJob,
  runKey: string,
): void {
  const open = alerts.run(job.key);
  if (open === undefined || isOvertaken(before, job, open)) return;
  alerts.end(job.key, open.kind);
  decision.alerts.push({ jobKey: job.key, kind: open.kind, type: 'recovered', runKey, state: null });
  announceRecovery(decision, ground, job, open, runKey, job);
}

/**
 * Whether the alert's last run began after this one: a service that shows an older good run for a while, as one answer
 * out of a cache does, says nothing of the run that has failed since.
 */
function isOvertaken({ runOf }: Snapshot, { key, start }: ObservedJob, { lastRunKey }: AlertState): boolean {
  const failedAt = lastRunKey === null ? null : (runOf(key, lastRunKey)?.start ?? null);
  return failedAt !== null && start.value !== null && start.value < failedAt;
}

/** That a job works again is told to those who were told that it did not. */
export function announceRecovery(
  decision: Decision,
  { now, policy, tags }: Ground,
  job: ObservedJob | KnownJob,
  alert: AlertState,
  runKey: string,
  run: ObservedJob | null,
): void {
  if (alert.notifiedRuns === 0 || !policy.recovery || isMuted(job, tags, policy.mutes)) return;
  const quiet = isQuiet(now, policy.quiet);
  if (quiet && !policy.quiet.tellAfterwards) return;
  decision.announcements.push({ kind: 'recovery', job, runKey, run, held: quiet });
}

const isSnoozeOver = ({ snoozedUntil }: AlertState, now: number): boolean =>
  snoozedUntil !== null && now >= snoozedUntil;

/**
 * An alert whose snooze is over is told once more, with the first answer that shows that it still stands; one that was
 * told some hours ago is, where the policy says so.
 */
function tellAgainIfDue(decision: Decision, { ground, alerts }: Around, job: ObservedJob): void {
  const alert = alerts.run(job.key);
  if (alert === undefined) return;
  const jobKey = job.key;
  const { kind, lastRunKey, notifiedAt, snoozedUntil } = alert;
  if (isSnoozeOver(alert, ground.now)) {
    const runKey = `${lastRunKey ?? ''} woken ${snoozedUntil}`;
    const { state } = tell(decision, ground, wake(alert), job, runKey, true);
    alerts.set(jobKey, state);
    decision.alerts.push({ jobKey, kind, type: 'woken', runKey: lastRunKey, state });
  } else if (isReminderDue(alert, ground)) {
    const { state } = tell(decision, ground, alert, job, `${lastRunKey ?? ''} again ${notifiedAt}`, true);
    if (state === alert) return;
    alerts.set(jobKey, state);
    decision.alerts.push({ jobKey, kind, type: 'reminded', runKey: lastRunKey, state });
  }
}
