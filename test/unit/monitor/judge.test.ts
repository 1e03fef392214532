import { expect, test } from 'vitest';
import type { AlertState } from '../../../shared/alert.ts';
import { openAlert } from '../../../main/monitor/alert-life.ts';
import { judge } from '../../../main/monitor/judge.ts';
import type { Circumstances } from '../../../main/monitor/judge.ts';
import { isMuted } from '../../../main/monitor/mute.ts';
import { hour, policyWith, start } from './help.ts';

const alert = (changes: Partial<AlertState> = {}): AlertState => ({
  ...openAlert('failure', 'r1', start),
  ...changes,
});
const told = { notifiedAt: start - hour, notifiedRuns: 1 };
const acknowledged = { scope: 'run', runKey: 'r1', note: '', by: 'me', at: start } as const;

const around = (changes: Partial<Circumstances> = {}): Circumstances => ({
  now: start,
  policy: policyWith(),
  isBaseline: false,
  muted: false,
  quiet: false,
  ...changes,
});

test('the first reason that holds is given, in a fixed order', () => {
  const policy = policyWith({ failures: false, afterRuns: 2 });
  let state = alert({ acknowledged, snoozedUntil: start + hour, ...told });
  let circumstances = around({ policy, isBaseline: true, muted: true, quiet: true });
  const reasons: string[] = [judge(state, circumstances)];
  const lift = (changes: Partial<Circumstances>, stateChanges: Partial<AlertState> = {}): void => {
    circumstances = { ...circumstances, ...changes };
    state = { ...state, ...stateChanges };
    reasons.push(judge(state, circumstances));
  };
  lift({ isBaseline: false });
  lift({ policy: { ...policy, failures: true } });
  lift({ muted: false });
  lift({}, { acknowledged: null });
  lift({ now: start + hour });
  lift({}, { runs: 2 });
  lift({}, { notifiedAt: null });
  lift({ quiet: false });
  expect(reasons).toEqual([
    'baseline',
    'off',
    'muted',
    'acknowledged',
    'snoozed',
    'threshold',
    'alreadyTold',
    'quiet',
    'notified',
  ]);
});

test.each([
  ['failure', { failures: false }],
  ['warning', { warnings: false }],
  ['overdue', { overdue: false }],
] as const)('%s has its own switch', (kind, changes) => {
  const on = { failures: true, warnings: true, overdue: true };
  const judged = (policy: object) => judge(alert({ kind }), around({ policy: policyWith(policy) }));
  expect([judged(on), judged({ ...on, ...changes })]).toEqual(['notified', 'off']);
});

test.each([
  ['after so many runs', { remindRuns: 2 }, { runs: 3 }, 'notified'],
  ['not before', { remindRuns: 2 }, { runs: 2 }, 'alreadyTold'],
  ['after so many hours', { remindHours: 1 }, {}, 'notified'],
  ['not before', { remindHours: 2 }, { runs: 9 }, 'alreadyTold'],
  ['never, where neither is set', {}, { runs: 99 }, 'alreadyTold'],
] as const)('a reminder: %s', (_name, policy, changes, verdict) => {
  expect(judge(alert({ ...told, ...changes }), around({ policy: policyWith(policy) }))).toBe(verdict);
});

test('an overdue job has no threshold', () => {
  const policy = policyWith({ afterRuns: 5 });
  expect(judge(alert({ kind: 'overdue' }), around({ policy }))).toBe('notified');
});

test.each([
  ['customer', 'c1', true],
  ['customer', 'C1', false],
  ['service', 'Microsoft 365', true],
  ['service', 'Azure', false],
  ['module', 'Exchange Online', true],
  ['module', 'Teams', false],
  ['tag', 'gold', true],
  ['tag', 'silver', false],
] as const)('mute %s %s: %s', (kind, value, muted) => {
  const job = { customerId: 'c1', service: 'Microsoft 365', module: 'Exchange Online' };
  expect(
    isMuted(
      job,
      ['gold'],
      [
        { kind: 'tag', value: 'bronze' },
        { kind, value },
      ],
    ),
  ).toBe(muted);
  expect(isMuted(job, ['gold'], [])).toBe(false);
});
