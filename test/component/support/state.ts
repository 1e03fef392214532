import type { JobHistory } from '../../../shared/alert.ts';
import { lastMidnights, stripDays } from '../../../shared/overview.ts';
import type { Overview } from '../../../shared/overview.ts';
import type { AppState, Estate } from '../../../shared/state.ts';
import { job } from '../../unit/renderer/job.ts';

export { job };

export const hour = 3_600_000;

const estate: Estate = {
  customers: 24,
  unreachable: 0,
  waiting: 0,
  stale: 0,
  failing: 0,
  overdue: 0,
  jobs: 216,
  outcomes: { failure: 0, warning: 0, unknown: 0, running: 0, success: 216, neutral: 0, idle: 0 },
  checkedAt: Date.now() - 60_000,
  alerts: { open: 0, acknowledged: 0, snoozed: 0 },
  lastSweep: { endedAt: Date.now() - 60_000, ms: 4000 },
  polls: 173,
  errors: 0,
};

/** A program with 216 jobs that are all well, or what is given instead. */
export function appState(
  more: Partial<Omit<AppState, 'estate'>> & { estate?: Partial<Estate> } = {},
): AppState {
  return {
    version: '0.1.0',
    setup: 'done',
    connection: { kind: 'sample' },
    problem: null,
    paused: false,
    pausedUntil: null,
    trayMissing: false,
    asleep: false,
    notificationsRefused: false,
    setAside: null,
    unknowns: [],
    recentActions: [],
    sweep: null,
    ...more,
    estate: { ...estate, ...more.estate },
  };
}

export const emptyOverview: Overview = {
  trouble: [],
  troubled: 0,
  running: [],
  days: lastMidnights(stripDays, Date.now()).map((start) => ({ start, runs: {} })),
};

/** An open alert about a failed run, opened an hour ago and told. */
export const alert: JobHistory['alerts'][number] = {
  id: 7,
  kind: 'failure',
  openedAt: Date.now() - hour,
  firstRunKey: 'r1',
  lastRunKey: 'r1',
  runs: 1,
  notifiedAt: Date.now() - hour,
  notifiedRuns: 1,
  acknowledged: null,
  snoozedUntil: null,
  endedAt: null,
  endedAs: null,
  job,
  events: [
    { at: Date.now() - hour, type: 'opened', detail: null },
    { at: Date.now() - hour, type: 'notified', detail: null },
  ],
};
