import { expect, it } from 'vitest';
import { newestOwner } from '../../../main/desktop/name-owner.ts';

it('tells the first answer and every change after it', () => {
  const told: (string | null)[] = [];
  const owner = newestOwner((name) => told.push(name));
  owner.answered(':1.5');
  owner.changed(null);
  owner.changed(':1.9');
  expect(told).toEqual([':1.5', null, ':1.9']);
});

it('leaves a newer owner where it is when the answer to the first question comes late', () => {
  const told: (string | null)[] = [];
  const owner = newestOwner((name) => told.push(name));
  owner.changed(':1.9');
  owner.answered(null);
  expect(told).toEqual([':1.9']);
});
