import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctTails } from '../../../renderer/state/similar.ts';

const wexford = 'Wexford County Community Health Partnership – ';

describe('distinctTails', () => {
  it('keeps the word in sight by which two names differ', () => {
    const tails = distinctTails([
      `${wexford}Northern Division`,
      `${wexford}Southern Division`,
      'Lakeside Dental',
    ]);
    expect([...tails]).toEqual([
      [`${wexford}Northern Division`, 'Northern Division'.length],
      [`${wexford}Southern Division`, 'Southern Division'.length],
    ]);
  });

  it('leaves alone what is told apart at its beginning, or is the same', () => {
    expect(distinctTails(['Kestrel Aerospace', 'Contoso', 'Contoso', 'Lakeside Dental', 'Lake']).size).toBe(
      0,
    );
  });

  it('shows ends that differ for names that begin alike, as far as there is room', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), word, word, (head, a, b) => {
        fc.pre(a !== b && !a.startsWith(b) && !b.startsWith(a));
        const [one, two] = [
          [...head, a],
          [...head, b],
        ].map((words) => words.join(' '));
        fc.pre(head.join(' ').length >= 10);
        const tails = distinctTails([one!, two!]);
        const shown = [one!, two!].map((name) => name.slice(-(tails.get(name) ?? 8)));
        expect(shown[0]).not.toBe(shown[1]);
      }),
    );
  });
});
