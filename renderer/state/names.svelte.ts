import { distinctTails, usualTail } from './similar.ts';

/** The names that were shown since the window opened: how each is cut so that it cannot be taken for another. */
class Names {
  #tails = $state.raw<ReadonlyMap<string, number>>(distinctTails([]));
  #known: readonly string[] = [];
  #seen: Readonly<Record<string, true>> = {};
  #waiting: string[] = [];

  /** How many of a name's last characters have to stay in sight. */
  tailOf(name: string): number {
    return this.#tails.get(name) ?? usualTail;
  }

  /** Takes note of a name that is shown; those that come together are compared at once. */
  note(name: string): void {
    if (Object.hasOwn(this.#seen, name)) return;
    this.#waiting.push(name);
    if (this.#waiting.length === 1) queueMicrotask(() => this.#compare());
  }

  #compare(): void {
    this.#known = [...this.#known, ...this.#waiting];
    this.#seen = Object.fromEntries(this.#known.map((name) => [name, true]));
    this.#waiting = [];
    this.#tails = distinctTails(this.#known);
  }
}

export const names = new Names();
