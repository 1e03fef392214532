import type { AlertState, Told } from '../../shared/alert.ts';
import type { ObservedJob } from '../avepoint/rows.ts';
import { growAlert, markNotified, openAlert, wake } from './alert-life.ts';
import type { Alerts, Decision, Ground } from './decide.ts';
import { judge } from './judge.ts';
import { isMuted } from './mute.ts';
import { isQuiet } from './quiet.ts';
import { runKeyOf } from './run.ts';
import type { KnownJob, Snapshot } from './snapshot.ts';

interface Around {
  before: Snapshot;
  ground: Ground;
  alerts: Alerts;
}

/** Takes the rows of one job, oldest first, through the life of the alert about its runs. */
export function followRuns(decision: Decision, around: Around, rows: readonly ObservedJob[]): void {
  const { before, ground, alerts } = around;
  for (const job of rows) {
    const known = before.jobs.get(job.key);
    const runKey = runKeyOf(job) ?? namelessRun(job, known, alerts.run(job.key), ground.now);
    if (runKey === null || !isNews(before, known, job, runKey)) continue;
    const bad = badKind(job, ground);
    const told = bad === null ? null : badRun(decision, around, job, runKey, bad);
    decision.runs.push({ runKey, job, told });
    if (bad === null && (job.outcome === 'success' || job.outcome === 'warning'))
      goodRun(decision, around, job, runKey);
  }
  const [latest] = rows.slice(-1);
  if (latest !== undefined) wakeIfDue(decision, around, latest);
}

/** Which alert a run opens; runs with exceptions do where the policy says so. */
function badKind(job: ObservedJob, { policy }: Ground): 'failure' | 'warning' | null {
  if (job.outcome === 'failure') return 'failure';
  return job.outcome === 'warning' && policy.warnings ? 'warning' : null;
}

/** A run without any identity is the one that was bad before, or else one that began now. */
function namelessRun(
  job: ObservedJob,
  known: KnownJob | undefined,
  alert: AlertState | undefined,
  now: number,
): string | null {
  if (job.outcome !== 'failure' && job.outcome !== 'warning' && job.outcome !== 'success') return null;
  const goesOn = known?.outcome === job.outcome && alert?.lastRunKey?.startsWith('seen:') === true;
  return goesOn ? alert.lastRunKey : `seen:${now}`;
}

/** Whether this outcome of this run is told for the first time. */
function isNews(before: Snapshot, known: KnownJob | undefined, job: ObservedJob, runKey: string): boolean {
  if (runKey.startsWith('seen:')) return known?.outcome !== job.outcome;
  return before.outcomeOfRun(job.key, runKey) !== job.outcome;
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
  const { told, state } = tell(decision, ground, alert, job, runKey, grown && alert.notifiedAt !== null);
  alerts.set(job.key, state);
  decision.alerts.push({ jobKey: job.key, kind, type: grown ? 'grown' : 'opened', runKey, state });
  return told;
}

/** Judges the alert as it stands, and announces it where that is the verdict. */
function tell(
  decision: Decision,
  { now, policy, tags }: Ground,
  alert: AlertState,
  job: ObservedJob,
  runKey: string,
  again: boolean,
): { told: Told; state: AlertState } {
  const told = judge(alert, {
    now,
    policy,
    isBaseline: decision.isBaseline,
    muted: isMuted(job, tags, policy.mutes),
    quiet: isQuiet(now, policy.quiet),
  });
  const held = told === 'quiet' && policy.quiet.tellAfterwards;
  if (told !== 'notified' && !held) return { told, state: alert };
  const kind = again ? 'stillFailing' : alert.kind;
  decision.announcements.push({ kind, job, runKey, run: job, held });
  return { told, state: markNotified(alert, now) };
}

function goodRun(decision: Decision, { ground, alerts }: Around, job: ObservedJob, runKey: string): void {
  const open = alerts.run(job.key);
  if (open === undefined) return;
  alerts.end(job.key, open.kind);
  decision.alerts.push({ jobKey: job.key, kind: open.kind, type: 'recovered', runKey, state: null });
  announceRecovery(decision, ground, job, open, runKey, job);
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
  if (alert.notifiedAt === null || !policy.recovery || isMuted(job, tags, policy.mutes)) return;
  const quiet = isQuiet(now, policy.quiet);
  if (quiet && !policy.quiet.tellAfterwards) return;
  decision.announcements.push({ kind: 'recovery', job, runKey, run, held: quiet });
}

/** An alert whose snooze is over is told once more, with the first answer that shows that it still stands. */
function wakeIfDue(decision: Decision, { ground, alerts }: Around, job: ObservedJob): void {
  const alert = alerts.run(job.key);
  if (alert === undefined || alert.snoozedUntil === null || ground.now < alert.snoozedUntil) return;
  const runKey = alert.lastRunKey ?? '';
  const { state } = tell(decision, ground, wake(alert), job, `${runKey} woken ${alert.snoozedUntil}`, true);
  alerts.set(job.key, state);
  decision.alerts.push({ jobKey: job.key, kind: alert.kind, type: 'woken', runKey, state });
}
