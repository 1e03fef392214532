import { expect, test } from 'vitest';
import type { Policy } from '../../../shared/policy.ts';
import { problem } from '../../../shared/problem.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { afterList, afterPoll, healthy } from '../../../main/monitor/health.ts';
import type { Health } from '../../../main/monitor/health.ts';
import { followReach, reached } from '../../../main/monitor/reach.ts';
import { minute, policyWith, start } from './help.ts';

/** What is told at each minute; `codes`: what each poll met, null for an answer. */
function follow(
  codes: readonly (ProblemCode | null)[],
  policy: Partial<Policy> = {},
  stepMinutes = 10,
): string[] {
  let reach = reached;
  return codes.flatMap((code, index) => {
    const now = start + index * stepMinutes * minute;
    const { after, tell } = followReach(reach, code === null ? null : problem(code), now, policyWith(policy));
    reach = after;
    return tell === null ? [] : [`${index} ${tell}`];
  });
}

const down = 'serviceUnavailable';

test.each([
  [
    'told once after 30 minutes, and once when back',
    [down, down, down, down, down, null, null],
    {},
    ['3 lost', '5 back'],
  ],
  ['a short outage is not told', [down, down, down, null, down, down, null], {}, []],
  [
    'at once, where no waiting heals it',
    ['credentialsExpired', 'credentialsExpired', null],
    {},
    ['0 lost', '2 back'],
  ],
  ['not where it is switched off', [down, down, down, down, null], { connection: false }, []],
  ['the limit is the policy’s', [down, down, null], { unreachableMinutes: 10 }, ['1 lost', '2 back']],
] as const)('out of reach: %s', (_name, codes, policy, told) => {
  expect(follow(codes, policy)).toEqual(told);
});

const quietAll = (tellAfterwards: boolean): Policy['quiet'] => ({
  enabled: true,
  days: [0, 1, 2, 3, 4, 5, 6],
  from: '00:00',
  to: '00:00',
  tellAfterwards,
});

test('in quiet hours nobody is told that it is lost; that it is back waits for their end, or is dropped', () => {
  expect(follow([down, down, down, down, null], { quiet: quietAll(true) })).toEqual([]);
  const lost = { since: start - minute, toldAt: start };
  const back = (tellAfterwards: boolean): string | null =>
    followReach(lost, null, start, policyWith({ quiet: quietAll(tellAfterwards) })).tell;
  expect([back(true), back(false)]).toEqual(['back', null]);
});

test('who is still lost when quiet hours end is told of then', () => {
  const silent = followReach(reached, problem(down), start, policyWith({ quiet: quietAll(true) }));
  const later = followReach(silent.after, problem(down), start + 30 * minute, policyWith());
  expect([silent.tell, later.tell]).toEqual([null, 'lost']);
});

const after = (health: Health, codes: readonly (ProblemCode | null)[], customers = 9): Health =>
  codes.reduce((h, code) => afterPoll(h, code === null ? null : problem(code), customers), health);

test('three polls in a row that met the way are the connection’s problem, one customer’s own are not', () => {
  expect(after(healthy, [down, down]).problem).toBeNull();
  expect(after(healthy, [down, down, down]).problem?.code).toBe(down);
  expect(after(healthy, [down, down, null, down]).problem).toBeNull();
  expect(
    after(healthy, ['permissionMissing', 'customerNotFound', 'notUnderstood', 'canceled']).problem,
  ).toBeNull();
  expect(after(healthy, [down], 1).problem?.code).toBe(down);
  expect(after(healthy, [down, down, down, 'notUnderstood']).problem?.code).toBe(down);
  expect(after(healthy, [down, down, down, null]).problem).toBeNull();
});

test('the list’s own problem counts at once', () => {
  expect(afterList(healthy, problem('offline'), 9).problem?.code).toBe('offline');
  expect(afterList(healthy, problem('offline'), 9).way?.code).toBe('offline');
  expect(afterList(healthy, problem('canceled'), 9).problem).toBeNull();
  expect(afterList(afterList(healthy, problem('offline'), 9), null, 9)).toEqual(healthy);
});

test('a list that is refused stays a problem while polls work, and is told once', () => {
  let health = healthy;
  let reach = reached;
  const told: string[] = [];
  for (let i = 0; i < 60; i += 1) {
    health = i % 6 === 0 ? afterList(health, problem('permissionMissing'), 9) : afterPoll(health, null, 9);
    const { after: next, tell } = followReach(reach, health.problem, start + i * minute, policyWith());
    reach = next;
    if (tell !== null) told.push(tell);
  }
  expect(told).toEqual(['lost']);
  expect(health).toMatchObject({ problem: { code: 'permissionMissing' }, way: null });
  expect(afterList(health, null, 9).problem).toBeNull();
});

test('a list that met the way is forgiven with the next answer', () => {
  expect(after(afterList(healthy, problem('timedOut'), 9), [null])).toEqual({ ...healthy, isProven: true });
});
