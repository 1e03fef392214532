import { expect, test } from 'vitest';
import type { Policy } from '../../../shared/policy.ts';
import type { ObservedJob } from '../../../main/avepoint/rows.ts';
import { createWorld, hour, minute, row, run, start } from './help.ts';

const at = (hours: number): number => start + hours * hour;

interface Case {
  name: string;
  policy?: Partial<Policy>;
  /** Answers, ten minutes apart; of each the rows, oldest first. */
  answers: ObservedJob[][];
  /** The kinds of what was told, in order. */
  notices: string[];
  told: Record<string, string>;
  open: string[];
}

const good = run('success', 'r0', at(-2));

const cases: Case[] = [
  {
    name: 'a baseline is silent, and keeps an alert',
    answers: [[run('failure', 'r1')]],
    notices: [],
    told: { r1: 'baseline' },
    open: ['failure 1'],
  },
  {
    name: 'a new failed run is told',
    answers: [[good], [run('failure', 'r1')]],
    notices: ['failure'],
    told: { r1: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'the same run again is told once',
    answers: [
      [good],
      [run('failure', 'r1')],
      [run('failure', 'r1')],
      [run('failure', 'r1', start, { raw: 'other' })],
    ],
    notices: ['failure'],
    told: { r1: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'a second failed run in a row grows the alert and is not told',
    answers: [[good], [run('failure', 'r1')], [run('failure', 'r2', at(1))]],
    notices: ['failure'],
    told: { r1: 'notified', r2: 'alreadyTold' },
    open: ['failure 2'],
  },
  {
    name: 'the next failed run after one of the baseline is told',
    answers: [[run('failure', 'r1')], [run('failure', 'r2', at(1))]],
    notices: ['failure'],
    told: { r1: 'baseline', r2: 'notified' },
    open: ['failure 2'],
  },
  {
    name: 'failed, good, failed: two alerts, told both, and the recovery between',
    answers: [[good], [run('failure', 'r1')], [run('success', 'r2', at(1))], [run('failure', 'r3', at(2))]],
    notices: ['failure', 'recovery', 'failure'],
    told: { r1: 'notified', r3: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'a recovery of what was never told is silent',
    answers: [[run('failure', 'r1')], [run('success', 'r2', at(1))]],
    notices: [],
    told: { r1: 'baseline' },
    open: [],
  },
  {
    name: 'recoveries can be switched off',
    policy: { recovery: false },
    answers: [[good], [run('failure', 'r1')], [run('success', 'r2', at(1))]],
    notices: ['failure'],
    told: { r1: 'notified' },
    open: [],
  },
  {
    name: 'a run that is seen running, then failed',
    answers: [[good], [run('running', 'r1')], [run('failure', 'r1')]],
    notices: ['failure'],
    told: { r1: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'a run between two failed ones says nothing while it goes on',
    answers: [[good], [run('failure', 'r1')], [run('running', 'r2', at(1))], [run('failure', 'r2', at(1))]],
    notices: ['failure'],
    told: { r1: 'notified', r2: 'alreadyTold' },
    open: ['failure 2'],
  },
  {
    name: 'neither a skipped nor a strange run ends an alert',
    answers: [
      [good],
      [run('failure', 'r1')],
      [run('neutral', 'r2', at(1))],
      [run('unknown', 'r3', at(2))],
      [row('idle')],
    ],
    notices: ['failure'],
    told: { r1: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'a failed run that a good one followed between two polls is told, and so is the recovery',
    answers: [[good], [run('failure', 'r1'), run('success', 'r2', at(1))]],
    notices: ['failure', 'recovery'],
    told: { r1: 'notified' },
    open: [],
  },
  {
    name: 'the same two rows again are no news',
    answers: [
      [good],
      [run('failure', 'r1'), run('success', 'r2', at(1))],
      [run('failure', 'r1'), run('success', 'r2', at(1))],
    ],
    notices: ['failure', 'recovery'],
    told: { r1: 'notified' },
    open: [],
  },
  {
    name: 'an earlier failed run that turns up late is told, and opens nothing over the good one after it',
    answers: [[run('success', 'r2', at(1))], [run('failure', 'r1'), run('success', 'r2', at(1))]],
    notices: ['failure'],
    told: { r1: 'notified' },
    open: [],
  },
  {
    name: 'an earlier good run that turns up late ends no alert of the failed one after it',
    answers: [[good], [run('failure', 'r2', at(1))], [run('success', 'r1'), run('failure', 'r2', at(1))]],
    notices: ['failure'],
    told: { r2: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'an earlier failed run that turns up late is counted to the alert of the one after it',
    answers: [[good], [run('failure', 'r2', at(1))], [run('failure', 'r1'), run('failure', 'r2', at(1))]],
    notices: ['failure'],
    told: { r1: 'alreadyTold', r2: 'notified' },
    open: ['failure 2'],
  },
  {
    name: 'an earlier run that is shown for a moment leaves no alert behind',
    answers: [[run('success', 'r2', at(1))], [run('failure', 'r1')], [run('success', 'r2', at(1))]],
    notices: ['failure', 'recovery'],
    told: { r1: 'notified' },
    open: [],
  },
  {
    name: 'a row without ID and start: told once while it stays as it is',
    answers: [[good], [row('failure')], [row('failure')]],
    notices: ['failure'],
    told: { [`seen:${start + 10 * minute}`]: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'a row without ID and start that ran again and failed again is another run',
    answers: [[good], [row('failure')], [row('running')], [row('failure')]],
    notices: ['failure'],
    told: { [`seen:${start + 10 * minute}`]: 'notified', [`seen:${start + 30 * minute}`]: 'alreadyTold' },
    open: ['failure 2'],
  },
  {
    name: 'a row without ID and start that works again',
    answers: [[good], [row('failure')], [row('success')], [row('success')]],
    notices: ['failure', 'recovery'],
    told: { [`seen:${start + 10 * minute}`]: 'notified' },
    open: [],
  },
  {
    name: 'an earlier row without ID and start is told once',
    answers: [
      [good],
      [row('failure'), run('success', 'r2')],
      [row('failure'), run('success', 'r2')],
      [row('failure'), run('success', 'r3', at(1))],
    ],
    notices: ['failure', 'recovery'],
    told: { 'unnamed:failure': 'notified' },
    open: [],
  },
  {
    name: 'a row without ID is known by its start',
    answers: [
      [good],
      [run('failure', '', start, { runId: null })],
      [run('failure', '', start, { runId: null })],
    ],
    notices: ['failure'],
    told: { [`start:${start}`]: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'a new job at a known customer is told',
    answers: [[good], [good, run('failure', 'r1', start, { module: 'SharePoint Online' })]],
    notices: ['failure'],
    told: { r1: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'a run that failed and is corrected to finished recovers',
    answers: [[good], [run('failure', 'r1')], [run('success', 'r1')]],
    notices: ['failure', 'recovery'],
    told: { r1: 'notified' },
    open: [],
  },
  {
    name: 'a run that wavers between failed and finished is told once',
    answers: [[good], [run('failure', 'r1')], [run('success', 'r1')], [run('failure', 'r1')]],
    notices: ['failure', 'recovery'],
    told: { r1: 'notified' },
    open: ['failure 1'],
  },
  {
    name: 'a warning is no alert, and ends one',
    answers: [[good], [run('failure', 'r1')], [run('warning', 'r2', at(1))]],
    notices: ['failure', 'recovery'],
    told: { r1: 'notified' },
    open: [],
  },
  {
    name: 'a warning is told where the policy says so',
    policy: { warnings: true },
    answers: [[good], [run('warning', 'r1')]],
    notices: ['warning'],
    told: { r1: 'notified' },
    open: ['warning 1'],
  },
  {
    name: 'a failure after a warning is told, and takes the place of its alert',
    policy: { warnings: true },
    answers: [[good], [run('warning', 'r1')], [run('failure', 'r2', at(1))], [run('warning', 'r3', at(2))]],
    notices: ['warning', 'failure', 'warning'],
    told: { r1: 'notified', r2: 'notified', r3: 'notified' },
    open: ['warning 1'],
  },
  {
    name: 'only after so many failed runs in a row',
    policy: { afterRuns: 3 },
    answers: [[good], [run('failure', 'r1')], [run('failure', 'r2', at(1))], [run('failure', 'r3', at(2))]],
    notices: ['failure'],
    told: { r1: 'threshold', r2: 'threshold', r3: 'notified' },
    open: ['failure 3'],
  },
  {
    name: 'a good run begins the count anew',
    policy: { afterRuns: 2 },
    answers: [[good], [run('failure', 'r1')], [run('success', 'r2', at(1))], [run('failure', 'r3', at(2))]],
    notices: [],
    told: { r1: 'threshold', r3: 'threshold' },
    open: ['failure 1'],
  },
  {
    name: 'still failing, every two runs',
    policy: { remindRuns: 2 },
    answers: [1, 2, 3, 4, 5].reduce<ObservedJob[][]>(
      (all, n) => [...all, [run('failure', `r${n}`, at(n))]],
      [[good]],
    ),
    notices: ['failure', 'stillFailing', 'stillFailing'],
    told: { r1: 'notified', r2: 'alreadyTold', r3: 'notified', r4: 'alreadyTold', r5: 'notified' },
    open: ['failure 5'],
  },
  {
    name: 'failures can be switched off, and keep their alert',
    policy: { failures: false },
    answers: [[good], [run('failure', 'r1')]],
    notices: [],
    told: { r1: 'off' },
    open: ['failure 1'],
  },
  {
    name: 'a muted tag keeps silent',
    policy: { mutes: [{ kind: 'tag', value: 'gold' }] },
    answers: [[good], [run('failure', 'r1')]],
    notices: [],
    told: { r1: 'muted' },
    open: ['failure 1'],
  },
];

test.each(cases)('$name', async ({ policy = {}, answers, notices, told, open }) => {
  const world = createWorld(['c1'], { overdue: false, ...policy });
  for (const rows of answers) {
    await world.see(rows);
    world.now += 10 * minute;
  }
  expect(world.notices().map(({ kind }) => kind)).toEqual(notices);
  expect(world.told()).toEqual(told);
  expect(world.open()).toEqual(open);
});
