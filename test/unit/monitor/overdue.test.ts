import { expect, test } from 'vitest';
import { finishedAt, isLongRunning, overdueLimit, overdueSince } from '../../../main/monitor/overdue.ts';
import { day, hour, policyWith, reading, row, run, start } from './help.ts';

const job = row('success');

test.each([
  ['the default', [], 26],
  ['a service', [{ kind: 'service', value: 'Microsoft 365', hours: 30 }], 30],
  [
    'a module before its service',
    [
      { kind: 'service', value: 'Microsoft 365', hours: 30 },
      { kind: 'module', value: 'Exchange Online', hours: 40 },
    ],
    40,
  ],
  [
    'a customer before both',
    [
      { kind: 'module', value: 'Exchange Online', hours: 40 },
      { kind: 'customer', value: 'c1', hours: 50 },
    ],
    50,
  ],
  ['never', [{ kind: 'customer', value: 'c1', hours: 0 }], null],
  ['rules of others do not count', [{ kind: 'customer', value: 'c2', hours: 0 }], 26],
] as const)('the limit: %s', (_name, overdueRules, hours) => {
  expect(overdueLimit(job, policyWith({ overdueRules: [...overdueRules] }))).toBe(hours);
});

test('a job is overdue when its limit has passed since its last finished run', () => {
  const since = (last: number | null, status = 'Finished'): number | null =>
    overdueSince({ ...job, status }, last, start, policyWith());
  expect(since(start - 26 * hour)).toBeNull();
  expect(since(start - 26 * hour - 1)).toBe(start - 1);
  expect(since(null)).toBeNull();
  expect(since(start - 30 * day, 'Disabled')).toBeNull();
  expect(since(start + day)).toBeNull();
});

test.each([
  ['success', start + hour / 2],
  ['warning', start + hour / 2],
  ['failure', start + hour / 2],
  ['running', null],
  ['neutral', null],
  ['unknown', null],
  ['idle', null],
] as const)('a run that ended as %s is finished at %s', (outcome, at) => {
  expect(finishedAt(run(outcome, 'r1'), start + hour)).toBe(at);
});

test('a run ends with its start where no end is known, and never in the future', () => {
  expect(finishedAt(run('success', 'r1', start, { end: reading(null) }), start + hour)).toBe(start);
  expect(finishedAt(run('success', 'r1', start + day), start)).toBe(start);
  expect(finishedAt(row('success'), start)).toBeNull();
});

test.each([
  ['six hours at least', null, 6, false],
  ['beyond six hours', null, 6.1, true],
  ['three times a short median is still six hours', 1, 5.9, false],
  ['three times a long median', 4, 12, false],
  ['beyond three times a long median', 4, 12.1, true],
] as const)('long-running: %s', (_name, medianHours, hours, long) => {
  const median = medianHours === null ? null : medianHours * hour;
  expect(isLongRunning(run('running', 'r1'), () => median, start + hours * hour)).toBe(long);
});

test('only what runs since a known time is long-running', () => {
  expect(isLongRunning(row('running'), () => null, start + day)).toBe(false);
  expect(isLongRunning(run('success', 'r1'), () => null, start + day)).toBe(false);
});
