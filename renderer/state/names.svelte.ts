import { SvelteMap } from 'svelte/reactivity';
import { SimilarNames, usualTail } from './similar.ts';

/** The names that were shown since the window opened: how each is cut so that it cannot be taken for another. */
class Names {
  readonly #tails = new SvelteMap<string, number>();
  readonly #similar = new SimilarNames();

  /** How many of a name's last characters have to stay in sight. */
  tailOf(name: string): number {
    return this.#tails.get(name) ?? usualTail;
  }

  /** Takes note of a name that is shown. */
  note(name: string): void {
    for (const [known, tail] of this.#similar.add(name)) this.#tails.set(known, tail);
  }
}

export const names = new Names();
