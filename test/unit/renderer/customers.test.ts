import { describe, expect, it } from 'vitest';
import {
  cellLabel,
  cellOf,
  cellPlace,
  cellWords,
  customerFacts,
  worstOutcome,
} from '../../../renderer/state/customers.ts';
import { formatRoute } from '../../../renderer/state/route.ts';
import type { CustomerRow, MatrixJob } from '../../../shared/customer.ts';
import { problem } from '../../../shared/problem.ts';

const figures = { failure: 0, warning: 0, unknown: 0, running: 0, success: 3, neutral: 0, idle: 0 };
const customer: CustomerRow = {
  id: 'c1',
  name: 'Contoso',
  ownerEmail: null,
  country: null,
  tenantStatus: null,
  displayName: null,
  tags: [],
  watched: true,
  listed: true,
  checkedAt: 1,
  polledAt: 1,
  problem: null,
  problemSince: null,
  unreadableRows: 0,
  outcomes: figures,
  alerts: 0,
};
const job = (name: string | null, outcome: MatrixJob['outcome'], failed: number | null): MatrixJob => ({
  key: `${name}`,
  service: 'Azure',
  module: 'Virtual Machine',
  name,
  outcome,
  status: 'x',
  start: 7,
  end: 9,
  total: 2430,
  failed,
});

describe('a customer in words', () => {
  it('says what is wrong, and where nothing is', () => {
    expect(customerFacts(customer)).toBe('all well');
    const bad = { ...customer, outcomes: { ...figures, failure: 2 }, alerts: 1, listed: false };
    expect(customerFacts({ ...bad, problem: problem('timedOut') })).toBe(
      'no longer listed, 2 failed, 1 alert, not reached: No answer in time',
    );
    expect(worstOutcome(bad)).toBe('failure');
    expect(worstOutcome({ ...customer, problem: problem('timedOut') })).toBe('unknown');
    expect(worstOutcome({ ...customer, outcomes: { ...figures, success: 0 } })).toBe('idle');
  });
});

describe('a cell of the matrix', () => {
  const jobs = [job('vm-1', 'success', 0), job('vm-2', 'failure', 7)];

  it('holds the jobs of its module, and the worst of them', () => {
    const cell = cellOf(jobs, { service: 'Azure', module: 'Virtual Machine' });
    expect(cell?.worst).toBe('failure');
    expect(cell && cellWords(cell, (at) => `at ${at}`)).toBe(
      'Virtual Machine · vm-1: Succeeded, 2,430 objects, started at 7, ended at 9\n' +
        'Virtual Machine · vm-2: Failed, 7 of 2,430 objects failed, started at 7, ended at 9',
    );
  });

  it('says its figure to who cannot see it, where there is one', () => {
    const cell = cellOf(jobs, { service: 'Azure', module: 'Virtual Machine' })!;
    const when = (at: number): string => `at ${at}`;
    expect(cellLabel(cell, when)).toBe(`2 jobs: ${cellWords(cell, when)}`);
    const single = { ...cell, jobs: cell.jobs.slice(0, 1) };
    expect(cellLabel(single, when)).toBe(cellWords(single, when));
  });

  it('leads to its job, or to the list of them', () => {
    const cell = cellOf(jobs, { service: 'Azure', module: 'Virtual Machine' })!;
    expect(formatRoute(cellPlace('c 1', cell))).toBe(
      '#/jobs?service=Azure&module=Virtual+Machine&customer=c+1',
    );
    expect(formatRoute(cellPlace('c 1', { ...cell, jobs: cell.jobs.slice(0, 1) }))).toBe('#/jobs/vm-1');
  });

  it('is not there where the customer has no such job', () => {
    expect(cellOf(jobs, { service: 'Google', module: 'Virtual Machine' })).toBeNull();
  });
});
