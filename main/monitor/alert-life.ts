import type { AlertKind, AlertState } from '../../shared/alert.ts';

/** An alert at its beginning. */
export function openAlert(kind: AlertKind, runKey: string | null, now: number): AlertState {
  return {
    kind,
    openedAt: now,
    firstRunKey: runKey,
    lastRunKey: runKey,
    runs: 1,
    notifiedAt: null,
    notifiedRuns: 0,
    acknowledged: null,
    snoozedUntil: null,
  };
}

/**
 * Another bad run of the same job. Who acknowledged one run has said nothing of the next, so that acknowledgement
 * ends here, and the run is told as if nobody had been told before.
 */
export function growAlert(alert: AlertState, runKey: string): AlertState {
  const lapsed = alert.acknowledged?.scope === 'run' && alert.acknowledged.runKey !== runKey;
  return {
    ...alert,
    lastRunKey: runKey,
    runs: alert.runs + 1,
    ...(lapsed ? { acknowledged: null, notifiedAt: null } : {}),
  };
}

/** A notification is due for the alert as it stands. */
export function markNotified(alert: AlertState, now: number): AlertState {
  return { ...alert, notifiedAt: now, notifiedRuns: alert.runs };
}

/** The time that the alert was snoozed until has come: it is told once more, as if nobody had been told before. */
export function wake(alert: AlertState): AlertState {
  return { ...alert, snoozedUntil: null, notifiedAt: null };
}
