import { beforeEach, expect, it } from 'vitest';
import { warnOfEnd } from '../../../main/monitor/credential-end.ts';
import type { GivenWarning } from '../../../main/monitor/repository.ts';

const day = 86_400_000;
const expiresAt = Date.UTC(2027, 0, 31);

let given: GivenWarning | null;
let told: string[];

const repository = {
  givenWarning: () => given,
  recordWarning: (warning: GivenWarning, { title }: { title: string }) => {
    given = warning;
    told.push(title);
  },
};
const at = (daysAhead: number, end = expiresAt): void => warnOfEnd(repository, end, end - daysAhead * day);

beforeEach(() => {
  [given, told] = [null, []];
});

it('warns 30, 7 and 1 days ahead and at the end, each once', () => {
  for (let days = 40; days >= -5; days -= 0.25) at(days);
  expect(told).toEqual([
    'The AvePoint credentials expire within 30 days',
    'The AvePoint credentials expire within 7 days',
    'The AvePoint credentials expire within a day',
    'The AvePoint credentials have expired',
  ]);
});

it('gives the most urgent warning alone to somebody who was away', () => {
  at(35);
  at(5);
  at(5);
  expect(told).toEqual(['The AvePoint credentials expire within 7 days']);
});

it('begins anew with another credential', () => {
  at(0.5);
  at(20, expiresAt + 365 * day);
  expect(told).toHaveLength(2);
  expect(given).toEqual({ expiresAt: expiresAt + 365 * day, given: 30 });
});
