/** How many of the last characters stay in sight where nothing says otherwise, and at most. */
export const usualTail = 8;
const longest = 36;
/** Names that begin with so many characters alike would be cut to the same text. */
const alike = 10;

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/**
 * For names that begin alike, how many of their last characters have to stay in sight so that what differs does, from
 * the beginning of the word on: "Northern Division" of "Wexford County Health – Northern Division". Other names are not
 * in the answer.
 */
export function distinctTails(names: Iterable<string>): Map<string, number> {
  const sorted = [...new Set(names)].toSorted().map((name) => ({ name, characters: Array.from(name) }));
  const tails = new Map<string, number>();
  for (const [index, { name, characters }] of sorted.entries()) {
    const shared = [sorted[index - 1], sorted[index + 1]].map((other) =>
      other === undefined ? 0 : commonLength(characters, other.characters),
    );
    const common = Math.max(...shared);
    if (common < alike || common === characters.length) continue;
    let from = common;
    while (from > 0 && characters[from - 1] !== ' ') from -= 1;
    const tail = Math.min(longest, characters.length - from);
    if (tail > usualTail) tails.set(name, tail);
  }
  return tails;
}
