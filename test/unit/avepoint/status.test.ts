import { expect, test } from 'vitest';
import { outcomeOf } from '../../../main/avepoint/status.ts';
import { v3Statuses } from '../../../main/avepoint/names.ts';
import type { Outcome } from '../../../shared/outcome.ts';

const outcome = (status: string | null, runId: string | null = 'IB1', isScan = false): Outcome =>
  outcomeOf({ status, runId, isScan }, 'warning');

const expected: Record<Outcome, string[]> = {
  success: ['Finished', 'finished', 'FINISHED', 'Successful', 'Completed'],
  warning: ['Finished with Exception', 'finished-with-exception', 'FinishedWithException', 'Exception'],
  failure: ['Failed', ' failed ', 'Failed to start', 'FailedToStart', 'ErrorStart', 'Rejected'],
  running: ['Running', 'In Progress', 'in-progress', 'InProgress', 'Pending', 'Waiting', 'Not Finished'],
  idle: ['Not Started', 'NotStart', 'Not scanned', 'NotScan', 'None'],
  neutral: ['Skipped', 'Stopped', 'Canceled', 'Cancelled', 'Disabled', 'Paused', 'Waiting for configuration'],
  unknown: ['Something new', 'Finished?', 'constructor', '99', '__proto__'],
};

test.each(Object.entries(expected).flatMap(([name, all]) => all.map((status) => [status, name] as const)))(
  '"%s" is %s',
  (status, name) => {
    expect(outcome(status)).toBe(name);
  },
);

test('each number of v3 has the outcome of its name', () => {
  expect(v3Statuses.map((status) => outcome(status))).toEqual([
    ...['idle', 'running', 'success', 'failure', 'warning', 'neutral', 'running', 'failure'],
    ...['neutral', 'failure', 'neutral', 'idle', 'neutral', 'idle', 'neutral'],
  ]);
});

test('"Not Finished" without a run, and no status at all, are idle', () => {
  expect(outcome('Not Finished', null)).toBe('idle');
  expect(outcome(null)).toBe('idle');
  expect(outcome(null, null)).toBe('idle');
});

test.each(['warning', 'failure', 'success'] as const)(
  'exceptions count as %s where that is chosen',
  (choice) => {
    for (const status of ['Finished with Exception', 'Exception', 'Partially Finished']) {
      expect(outcomeOf({ status, runId: 'IB1', isScan: false }, choice)).toBe(choice);
    }
    expect(outcomeOf({ status: 'Failed', runId: 'IB1', isScan: false }, choice)).toBe('failure');
  },
);

test('a scan that ended is no backup, a scan that failed is shown', () => {
  for (const status of ['Finished', 'Finished with exception']) {
    for (const choice of ['warning', 'failure', 'success'] as const) {
      expect(outcomeOf({ status, runId: null, isScan: true }, choice)).toBe('neutral');
    }
  }
  expect(outcome('Failed', null, true)).toBe('failure');
  expect(outcome('Running', null, true)).toBe('running');
});
