import { readFileSync } from 'node:fs';

/**
 * How many tests ended how.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/**
 * Counts the tests of a JSON report of Vitest or Playwright. A runner that ran no test, left no report or ended badly
 * without a failed test counts as one failure.
 * @param {string} file
 * @param {boolean} endedWell whether the runner ended with exit code 0
 * @returns {Tally}
 */
export function countTests(file, endedWell) {
  const tally = read(file);
  const nothingRan = tally.passed + tally.failed === 0;
  if (nothingRan || (!endedWell && tally.failed === 0)) tally.failed += 1;
  return tally;
}

/**
 * @param {string} file
 * @returns {Tally}
 */
function read(file) {
  /** @type {unknown} */
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const count = (/** @type {unknown} */ from, /** @type {string[]} */ ...names) =>
    names.reduce((sum, name) => sum + numberIn(from, name), 0);
  const stats = typeof report === 'object' && report !== null && 'stats' in report ? report.stats : null;
  if (stats !== null) {
    return {
      passed: count(stats, 'expected'),
      failed: count(stats, 'unexpected', 'flaky'),
      skipped: count(stats, 'skipped'),
    };
  }
  return {
    passed: count(report, 'numPassedTests'),
    failed: count(report, 'numFailedTests'),
    skipped: count(report, 'numPendingTests', 'numTodoTests'),
  };
}

/**
 * @param {unknown} from
 * @param {string} name
 * @returns {number}
 */
function numberIn(from, name) {
  if (typeof from !== 'object' || from === null) return 0;
  const value = /** @type {Record<string, unknown>} */ (from)[name];
  return typeof value === 'number' ? value : 0;
}
