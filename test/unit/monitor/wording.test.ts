import { expect, test } from 'vitest';
import type { Announcement } from '../../../main/monitor/decision.ts';
import { runKeyOf } from '../../../main/monitor/run.ts';
import {
  connectionLostWords,
  customerBackWords,
  customerLostWords,
  wordsFor,
} from '../../../main/monitor/wording.ts';
import { problem } from '../../../shared/problem.ts';
import { reading, row, start } from './help.ts';

const job = row('failure', { name: 'vm-1' });
const line = 'Microsoft 365 · Exchange Online · vm-1';

const say = (kind: Announcement['kind'], run: Announcement['run'] = job): string =>
  Object.values(wordsFor({ kind, job, runKey: 'r1', run, held: false }, 'Contoso')).join(' | ');

test.each([
  ['failure', 'Backup failed: Contoso'],
  ['warning', 'Backup finished with exceptions: Contoso'],
  ['stillFailing', 'Backup still fails: Contoso'],
  ['stillWarning', 'Backup still finishes with exceptions: Contoso'],
  ['overdue', 'Backup overdue: Contoso'],
  ['recovery', 'Backup works again: Contoso'],
] as const)('%s', (kind, title) => {
  expect(say(kind)).toBe(`${title} | ${line}`);
});

test.each([
  [7, 2430, null, '7 of 2,430 objects failed'],
  [1, 1, null, '1 of 1 object failed'],
  [1, null, null, '1 object failed'],
  [0, 10, 3, '0 of 10 objects failed, 3 with warnings'],
  [null, 10, null, ''],
  [null, null, 2, '2 with warnings'],
])('counts: %s of %s, %s warnings', (failed, total, warnings, words) => {
  const run = { ...job, failed: reading(failed), total: reading(total), warnings: reading(warnings) };
  expect(say('failure', run)).toBe(`Backup failed: Contoso | ${words === '' ? line : `${line}\n${words}`}`);
  expect(say('recovery', run)).toBe(`Backup works again: Contoso | ${line}`);
  expect(say('overdue', null)).toBe(`Backup overdue: Contoso | ${line}`);
});

test('a job without a name, a customer and a connection out of reach', () => {
  expect(
    wordsFor({ kind: 'failure', job: row('failure'), runKey: '', run: null, held: false }, 'A').body,
  ).toBe('Microsoft 365 · Exchange Online');
  expect(customerLostWords('Contoso', problem('permissionMissing')).title).toBe('Cannot check Contoso');
  expect(customerBackWords('Contoso').title).toBe('Contoso can be checked again');
  expect(connectionLostWords(problem('offline')).title).toMatch(/^Jobwatch cannot check: /);
});

test.each([
  [{ runId: 'IB1', start: reading(start) }, 'IB1'],
  [{ start: reading(start) }, `start:${start}`],
  [{ start: { text: 'yesterday', value: null } }, 'start:yesterday'],
  [{ start: { text: 'N/A', value: null } }, null],
  [{ start: { text: 'na', value: null } }, null],
  [{}, null],
])('a run is known by its ID, or else by its start: %#', (fields, key) => {
  expect(runKeyOf(row('failure', fields))).toBe(key);
});
