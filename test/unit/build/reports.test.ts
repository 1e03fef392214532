import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unreported } from '../../../build/test/planted.mjs';
import { countTests } from '../../../build/test/reports.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobwatch-reports-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function count(report: unknown, endedWell: boolean) {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return countTests(file, endedWell);
}

describe('the count of tests', () => {
  it('reads the report of Vitest', () => {
    const report = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 };
    expect(count(report, false)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('reads the report of Playwright, where a test that passed at the second try has failed', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 3 } };
    expect(count(report, false)).toEqual({ passed: 4, failed: 2, skipped: 3 });
  });

  it('takes a runner that ran nothing, or skipped everything, for a failure', () => {
    expect(count({ numPassedTests: 0, numFailedTests: 0 }, true).failed).toBe(1);
    expect(count({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 7 } }, true).failed).toBe(1);
    expect(countTests(join(folder, 'missing.json'), true).failed).toBe(1);
  });

  it('takes a runner that broke without a failed test for a failure', () => {
    expect(count({ numPassedTests: 5, numFailedTests: 0 }, false)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 0,
    });
  });
});

describe('the check of the type checks', () => {
  it('sees a checker that finds nothing', () => {
    const blind = ['-e', ''];
    expect(unreported({ tsc: blind, svelteCheck: blind })).toHaveLength(3);
  });
});
