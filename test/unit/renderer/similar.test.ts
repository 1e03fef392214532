import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimilarNames, usualTail } from '../../../renderer/state/similar.ts';

/** What is kept of each name where there are these, whatever the order in which they came. */
function tailsOf(names: readonly string[]): Map<string, number> {
  const similar = new SimilarNames();
  return new Map(names.flatMap((name) => similar.add(name)));
}

const wexford = 'Wexford County Community Health Partnership – ';

describe('names that begin alike', () => {
  it('keep the word in sight by which two names differ', () => {
    const tails = tailsOf([`${wexford}Northern Division`, `${wexford}Southern Division`, 'Lakeside Dental']);
    expect([...tails].filter(([, tail]) => tail !== usualTail)).toEqual([
      [`${wexford}Northern Division`, 'Northern Division'.length],
      [`${wexford}Southern Division`, 'Southern Division'.length],
    ]);
  });

  it('leave alone what is told apart at its beginning, or is the same', () => {
    const tails = tailsOf(['Kestrel Aerospace', 'Contoso', 'Contoso', 'Lakeside Dental', 'Lake']);
    expect(new Set(tails.values())).toEqual(new Set([usualTail]));
  });

  it('are told apart in whatever order they come', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^Contoso Limited [a-c]{1,3} [a-c]{1,9}$/), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(names, (some) => {
        expect(tailsOf(some)).toEqual(new Map(tailsOf(some.toReversed())));
      }),
    );
  });

  it('show ends that differ for names that begin alike, as far as there is room', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), word, word, (head, a, b) => {
        fc.pre(a !== b && !a.startsWith(b) && !b.startsWith(a));
        const [one, two] = [
          [...head, a],
          [...head, b],
        ].map((words) => words.join(' '));
        fc.pre(head.join(' ').length >= 10);
        const tails = tailsOf([one!, two!]);
        const shown = [one!, two!].map((name) => name.slice(-(tails.get(name) ?? 8)));
        expect(shown[0]).not.toBe(shown[1]);
      }),
    );
  });
});
