/** How many of the last characters stay in sight where nothing says otherwise, and at most. */
export const usualTail = 8;
const longest = 36;
/** Names that begin with so many characters alike would be cut to the same text. */
const alike = 10;

interface Entry {
  name: string;
  characters: readonly string[];
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/**
 * Names as they come, and for each how many of its last characters have to stay in sight so that what tells it from
 * others does, from the beginning of the word on: "Northern Division" of "Wexford County Health – Northern Division".
 */
export class SimilarNames {
  /** In order: what begins alike stands together. */
  readonly #sorted: Entry[] = [];

  /** Takes a name in; answers what that makes of it and of its neighbours. Nothing for a name that is known. */
  add(name: string): [name: string, tail: number][] {
    const place = this.#placeOf(name);
    if (this.#sorted[place]?.name === name) return [];
    this.#sorted.splice(place, 0, { name, characters: Array.from(name) });
    return [place - 1, place, place + 1].flatMap((at): [string, number][] => {
      const entry = this.#sorted[at];
      return entry === undefined ? [] : [[entry.name, this.#tailAt(at, entry)]];
    });
  }

  #tailAt(place: number, { characters }: Entry): number {
    const shared = [this.#sorted[place - 1], this.#sorted[place + 1]].map((other) =>
      other === undefined ? 0 : commonLength(characters, other.characters),
    );
    const common = Math.max(...shared);
    if (common < alike || common === characters.length) return usualTail;
    let from = common;
    while (from > 0 && characters[from - 1] !== ' ') from -= 1;
    return Math.max(usualTail, Math.min(longest, characters.length - from));
  }

  /** The place of a name, or where it belongs. */
  #placeOf(name: string): number {
    let [from, to] = [0, this.#sorted.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      const there = this.#sorted[middle]?.name ?? '';
      if (there < name) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
