import { expect, test } from 'vitest';
import type { ObservedJob } from '../../../main/avepoint/rows.ts';
import { createWorld, hour, minute, run, start } from './help.ts';

// A service with copies of its data, or with a cache, may answer with what was true a while ago.

const at = (hours: number): number => start + hours * hour;
const good = run('success', 'r1', at(-2));
const failed = run('failure', 'r2');

test.each<[string, ObservedJob[][], string[], string[]]>([
  [
    'an older good run that comes back ends no alert',
    [[good], [failed], [good], [failed], [failed]],
    ['failure'],
    ['failure 1'],
  ],
  [
    'nor does one that was never seen',
    [[good], [failed], [run('success', 'r0', at(-1))], [failed]],
    ['failure'],
    ['failure 1'],
  ],
  [
    'a later good run does, after the older one',
    [[good], [failed], [good], [run('success', 'r3', at(1))], [run('success', 'r3', at(1))]],
    ['failure', 'recovery'],
    [],
  ],
  [
    'a later failed run grows it, after the older good one',
    [[good], [failed], [good], [run('failure', 'r3', at(1))]],
    ['failure'],
    ['failure 2'],
  ],
  [
    'where the service does not say when a run began, the latest answer counts',
    [
      [good],
      [failed],
      [run('success', 'r3', at(1), { start: { text: null, value: null }, end: { text: null, value: null } })],
    ],
    ['failure', 'recovery'],
    [],
  ],
])('%s', async (_name, answers, notices, open) => {
  const world = createWorld(['c1'], { overdue: false });
  for (const rows of answers) {
    await world.see(rows);
    world.now += 10 * minute;
  }
  expect(world.notices().map(({ kind }) => kind)).toEqual(notices);
  expect(world.open()).toEqual(open);
});
