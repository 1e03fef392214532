import { describe, expect, it } from 'vitest';
import { choose } from '../../../renderer/state/choice.ts';

const ids = [1, 2, 3, 4, 5];

describe('choosing lines', () => {
  it('changes one with a click', () => {
    expect([...choose(ids, new Set([1]), { id: 3, before: 1, range: false })]).toEqual([1, 3]);
    expect([...choose(ids, new Set([1, 3]), { id: 3, before: 3, range: false })]).toEqual([1]);
  });

  it('changes all between two clicks, in either direction', () => {
    expect([...choose(ids, new Set([2]), { id: 4, before: 2, range: true })]).toEqual([2, 3, 4]);
    expect([...choose(ids, new Set([2, 3, 4]), { id: 2, before: 4, range: true })]).toEqual([]);
  });

  it('takes the one alone where the earlier one is no longer listed', () => {
    expect([...choose(ids, new Set(), { id: 4, before: 9, range: true })]).toEqual([4]);
  });
});
