import { searchable } from './searchable.ts';

/** What was typed as the words to look for. */
export const wordsOf = (text: string): string[] =>
  searchable(text)
    .split(/\s+/)
    .filter((word) => word !== '');

/**
 * How well texts match words, 0 being best; null where a word is in none of them. For each word counts the best place
 * it has: 0 where a text begins with it, 1 at the beginning of a word, 2 within one; a later text counts a little
 * less than an earlier one.
 */
export function rankOf(texts: readonly string[], words: readonly string[]): number | null {
  const lower = texts.map(searchable);
  let sum = 0;
  for (const word of words) {
    const places = lower.flatMap((text, order) => {
      const at = placeOf(text, word);
      return at === null ? [] : [at + order / 10];
    });
    if (places.length === 0) return null;
    sum += Math.min(...places);
  }
  return sum;
}

function placeOf(text: string, word: string): 0 | 1 | 2 | null {
  let at = text.indexOf(word);
  if (at < 0) return null;
  if (at === 0) return 0;
  for (; at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) return 1;
  }
  return 2;
}
