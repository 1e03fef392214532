import { markNotified, openAlert, wake } from './alert-life.ts';
import type { Decision } from './decision.ts';
import type { Around } from './identify.ts';
import { announceRecovery } from './follow-runs.ts';
import { judgeOfJob } from './judge.ts';
import { beganUnseen, overdueSince } from './overdue.ts';
import type { ObservedJob } from '../avepoint/rows.ts';
import type { KnownJob } from './snapshot.ts';

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
  const began = due === null || open !== undefined ? null : beganUnseen(job, due);
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
  // Somebody has closed it, because the job is gone, say: only another run that finishes begins anew.
  const closedAt = open === undefined ? before.overdueClosedAt(job.key) : null;
  if (closedAt !== null && lastFinishedAt !== null && closedAt > lastFinishedAt) return;
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
