import { markNotified, openAlert, wake } from './alert-life.ts';
import type { Decision } from './decision.ts';
import type { Around } from './identify.ts';
import { announceRecovery } from './follow-runs.ts';
import { judgeOfJob } from './judge.ts';
import { overdueSince } from './overdue.ts';
import { runKeyOf } from './run.ts';
import type { ObservedJob } from '../avepoint/rows.ts';
import type { KnownJob, Snapshot } from './snapshot.ts';

/**
 * Opens and ends the alert about a job that has not finished a run within its limit. It is only called with a good
 * answer at hand: of a customer that cannot be reached nobody knows what has run. `hasFinished`: this answer shows a
 * finished run that no earlier one did.
 */
export function followOverdue(
  decision: Decision,
  { before, ground, alerts }: Around,
  job: ObservedJob | KnownJob,
  lastFinishedAt: number | null,
  hasFinished: boolean,
): void {
  const { now, policy } = ground;
  const open = alerts.overdue(job.key);
  const due = overdueSince(job, lastFinishedAt, now, policy);
  const began = due === null || open !== undefined ? null : beganUnseen(before, job, due);
  const since = began === null ? due : overdueSince(job, began, now, policy);
  if (since === null) {
    if (open === undefined) return;
    alerts.end(job.key, 'overdue');
    decision.alerts.push({ jobKey: job.key, kind: 'overdue', type: 'recovered', runKey: null, state: null });
    // A longer limit or a job switched off ends it too, and the run that came at last may have failed.
    const works = hasFinished && alerts.run(job.key) === undefined;
    const isSaid = decision.announcements.some(
      (said) => said.kind === 'recovery' && said.job.key === job.key,
    );
    if (works && !isSaid) announceRecovery(decision, ground, job, open, `overdue:${open.openedAt}`, null);
    return;
  }
  const woken = open !== undefined && open.snoozedUntil !== null && now >= open.snoozedUntil;
  if (open !== undefined && !woken) return;
  // Somebody has closed one, because the job is gone, say: only a run that has finished since it began begins anew.
  const closed = open === undefined ? before.closedOverdue(job.key) : null;
  if (closed !== null && lastFinishedAt !== null && closed > lastFinishedAt) return;
  const alert = open === undefined ? openAlert('overdue', null, now) : wake(open);
  const { announced, held } = judgeOfJob(alert, job, ground, decision.isBaseline);
  const runKey = woken ? `overdue:${since} woken ${open.snoozedUntil}` : `overdue:${since}`;
  if (announced) decision.announcements.push({ kind: 'overdue', job, runKey, run: null, held });
  const state = announced ? markNotified(alert, now) : alert;
  alerts.set(job.key, state);
  decision.alerts.push({
    jobKey: job.key,
    kind: 'overdue',
    type: woken ? 'woken' : 'opened',
    runKey: null,
    state,
  });
}

/**
 * When the run that goes on began, where that was after the job was due (UTC ms); else null. With nobody told by then,
 * nobody looked at that time, and other runs may have finished unseen: the first run that is seen has the whole limit.
 * One that follows it has not, or a job whose runs all hang would never be overdue.
 */
function beganUnseen(before: Snapshot, job: ObservedJob | KnownJob, due: number): number | null {
  if (!('start' in job) || job.outcome !== 'running') return null;
  const [began, runKey] = [job.start.value, runKeyOf(job)];
  if (began === null || runKey === null || began <= due) return null;
  const first = before.firstSeenSince(job.key, due);
  return first === null || before.runOf(job.key, runKey)?.firstSeenAt === first ? began : null;
}
