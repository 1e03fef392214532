import { describe, expect, it } from 'vitest';
import {
  alertsSentence,
  customersSentence,
  isCalm,
  jobsShape,
  overviewSentence,
  overviewShape,
  proof,
  sentence,
} from '../../../renderer/state/summary.ts';
import { problem } from '../../../shared/problem.ts';
import type { AppState, Estate } from '../../../shared/state.ts';
import { appState } from '../../component/support/state.ts';

const nothing = { failure: 0, warning: 0, unknown: 0, running: 0, success: 0, neutral: 0, idle: 0 };

function state(outcomes: Partial<Estate['outcomes']>, more: Partial<Estate> = {}): AppState {
  const counts = { ...nothing, ...outcomes };
  const jobs = Object.values(counts).reduce((sum, figure) => sum + figure, 0);
  return appState({ estate: { jobs, outcomes: counts, ...more } });
}

describe('sentence', () => {
  it.each<[AppState, string]>([
    [state({ failure: 1 }), '1 job failed.'],
    [state({ failure: 3, success: 241 }), '3 jobs failed; 241 others look fine.'],
    [state({ failure: 2, warning: 1, success: 1 }), '2 jobs failed and 1 has warnings; 1 other looks fine.'],
    [
      state({ failure: 2, warning: 4, unknown: 1, idle: 5 }),
      '2 jobs failed, 4 have warnings and 1 has an unknown status; 5 others look fine.',
    ],
    [state({ warning: 1, success: 9 }), '1 job has warnings; 9 others look fine.'],
    [state({ success: 9 }, { overdue: 1 }), '1 job is overdue.'],
    [
      state({ failure: 1, warning: 2, success: 9 }, { overdue: 2 }),
      '1 job failed, 2 are overdue and 2 have warnings.',
    ],
    [state({ success: 248 }), 'All well.'],
    [state({ success: 20 }, { waiting: 3 }), 'All well so far.'],
    [
      state({ success: 20 }, { unreachable: 1, waiting: 3 }),
      'No failure is known, but 1 customer could not be checked and 3 customers are still to be checked.',
    ],
    [state({ success: 20 }, { stale: 4 }), 'No failure is known, but 4 customers were not checked lately.'],
    [state({}, { jobs: 0 }), 'There are no jobs yet.'],
    [state({}, { waiting: 24, checkedAt: null }), 'Waiting for the first answers for 24 customers.'],
    [state({}, { customers: 0, checkedAt: null }), 'Waiting for the first answers.'],
    [{ ...state({}, { checkedAt: null }), paused: true }, 'Nothing has been checked yet.'],
    [
      { ...state({ success: 9 }), problem: problem('offline') },
      'Jobwatch cannot check at the moment; no failure is known.',
    ],
    [{ ...state({ success: 9 }), asleep: true }, 'Jobwatch cannot check at the moment; no failure is known.'],
    [
      { ...state({ failure: 2, success: 9 }), problem: problem('offline') },
      '2 jobs failed; nothing can be checked at the moment.',
    ],
    [{ ...state({ failure: 2 }), asleep: true }, '2 jobs failed; nothing can be checked at the moment.'],
    [
      state({ failure: 1, success: 9 }, { unreachable: 2, stale: 1, waiting: 3 }),
      '1 job failed; 2 customers could not be checked, 1 customer was not checked lately and 3 customers are still to be checked.',
    ],
  ])('case %#', (given, words) => {
    expect(sentence(given)).toBe(words);
  });
});

describe('the shape beside it', () => {
  it('is never success while something is not known', () => {
    expect(jobsShape(state({ success: 9 }))).toBe('success');
    expect(jobsShape(state({ success: 9 }, { unreachable: 1 }))).toBe('unknown');
    expect(jobsShape(state({ success: 9 }, { stale: 1 }))).toBe('unknown');
    expect(jobsShape({ ...state({ success: 9 }), problem: problem('offline') })).toBe('unknown');
    expect(jobsShape({ ...state({ success: 9 }), asleep: true })).toBe('unknown');
    expect(jobsShape(state({}, { checkedAt: null }))).toBe('idle');
  });

  it('is a clock where the worst is a job that is overdue', () => {
    expect(jobsShape(state({ success: 9, warning: 1 }, { overdue: 1 }))).toBe('overdue');
    expect(jobsShape(state({ failure: 1 }, { overdue: 1 }))).toBe('failure');
  });

  it('puts failure before warning, and both before what is unknown', () => {
    expect(jobsShape(state({ failure: 1, warning: 1, unknown: 1 }, { unreachable: 1 }))).toBe('failure');
    expect(jobsShape(state({ warning: 1, unknown: 1 }))).toBe('warning');
    expect(jobsShape(state({ unknown: 1, success: 1 }))).toBe('unknown');
  });
});

describe('proof', () => {
  it('says how much was looked at and what was not', () => {
    expect(proof(state({ success: 248 }))).toBe('248 jobs at 24 customers');
    expect(proof(state({ success: 1 }, { customers: 4, unreachable: 1, waiting: 2 }))).toBe(
      '1 job at 4 customers · 1 customer not reached · 2 customers still to be checked',
    );
    expect(proof(state({}, { checkedAt: null, waiting: 24 }))).toBe('24 customers');
  });
});

describe('the sentences of overview, alerts and customers', () => {
  const alerts = (open: number, acknowledged = 0, snoozed = 0) => ({
    alerts: { open, acknowledged, snoozed },
  });

  it.each<[AppState, string]>([
    [
      state({ failure: 3, success: 9 }, { failing: 2 }),
      '3 jobs failed at 2 customers; everything else is fine.',
    ],
    [
      state({ failure: 1, warning: 2 }, { failing: 1, unreachable: 1 }),
      '1 job failed at 1 customer and 2 jobs have warnings; 1 customer could not be checked.',
    ],
    [
      state({ failure: 1 }, { failing: 1, waiting: 190 }),
      '1 job failed at 1 customer; 190 customers are still to be checked.',
    ],
    [
      state({ failure: 1, success: 9 }, { failing: 1, stale: 1, waiting: 1 }),
      '1 job failed at 1 customer; 1 customer was not checked lately and 1 customer is still to be checked.',
    ],
    [
      { ...state({ failure: 1, success: 9 }, { failing: 1, unreachable: 3 }), problem: problem('offline') },
      '1 job failed at 1 customer; nothing can be checked at the moment.',
    ],
    [
      { ...state({ failure: 1, success: 9 }, { failing: 1, overdue: 1 }), asleep: true },
      '1 job failed at 1 customer and 1 job is overdue; nothing can be checked at the moment.',
    ],
    [
      state({ failure: 1, success: 9 }, { failing: 1, overdue: 2 }),
      '1 job failed at 1 customer and 2 jobs are overdue; everything else is fine.',
    ],
    [state({ success: 9 }, { overdue: 1, ...alerts(1) }), 'No job has failed, but 1 job is overdue.'],
    [
      state({ success: 9, warning: 3 }, { overdue: 2, unreachable: 1 }),
      'No failure is known, but 2 jobs are overdue and 3 jobs have warnings; 1 customer could not be checked.',
    ],
    [state({ success: 9 }), 'All well.'],
    [state({ success: 9 }, alerts(2)), 'No job has failed, but 2 alerts are open.'],
    [
      state({ success: 9 }, { waiting: 3, ...alerts(2) }),
      'No failure is known, but 2 alerts are open; 3 customers are still to be checked.',
    ],
  ])('%#: the overview', (given, words) => {
    expect(overviewSentence(given)).toBe(words);
  });

  it('shows nothing as well while an alert is open', () => {
    expect(overviewShape(state({ success: 9 }, alerts(1)))).toBe('warning');
    expect(overviewShape(state({ success: 9 }, alerts(0, 1)))).toBe('success');
    expect(overviewShape(state({ failure: 1 }, { overdue: 1 }))).toBe('failure');
    expect(overviewShape(state({ warning: 1 }, { overdue: 1 }))).toBe('overdue');
  });

  it('is calm only while nothing waits and every answer is fresh', () => {
    expect(isCalm(state({ success: 9 }))).toBe(true);
    expect(isCalm(state({ success: 9 }, { stale: 1 }))).toBe(false);
    expect(isCalm(state({ success: 9 }, alerts(1)))).toBe(false);
    expect(isCalm(state({ success: 9 }, { overdue: 1 }))).toBe(false);
  });

  it('counts alerts and customers', () => {
    expect(alertsSentence(state({}, alerts(0)))).toBe('No alert waits for you.');
    expect(alertsSentence(state({}, alerts(3, 1, 2)))).toBe(
      '3 alerts wait for you; 1 acknowledged and 2 snoozed.',
    );
    expect(customersSentence(state({}))).toBe('24 customers, none with a failed job.');
    expect(customersSentence(state({}, { failing: 2, unreachable: 1 }))).toBe(
      '24 customers, 2 with failed jobs and 1 not reached.',
    );
  });
});
