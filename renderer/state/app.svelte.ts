import type { Problem } from '../../shared/problem.ts';
import type { AppState } from '../../shared/state.ts';
import { bridge } from './bridge.ts';
import { coalesce } from './coalesce.ts';

/** Milliseconds between two questions to the main process while changes keep coming. */
const rest = 400;

class App {
  /** What the main process last told of the program; null until the first answer. */
  state = $state.raw<AppState | null>(null);
  /** Why there is no newer answer. */
  problem = $state.raw<Problem | null>(null);
  readonly #followers = new Set<() => Promise<unknown>>();

  /** Asks for the state now; resolves when it is here. */
  async load(): Promise<void> {
    await this.#ask();
    void this.#follow();
  }

  async #ask(): Promise<void> {
    const answer = await bridge.getState();
    if (answer.ok) {
      this.state = answer.value;
      this.problem = null;
    } else {
      this.problem = answer.problem;
    }
  }

  #follow(): Promise<unknown> {
    return Promise.all([...this.#followers].map((follow) => follow()));
  }

  /**
   * Calls back after each change, for whoever shows something of the store; returns what ends that. The next change is
   * told once the callback has resolved.
   */
  onChange(follow: () => Promise<unknown>): () => void {
    this.#followers.add(follow);
    return () => this.#followers.delete(follow);
  }

  /** Follows the main process for as long as the window lives. */
  start(): void {
    const follow = coalesce(async () => {
      await this.#ask();
      await this.#follow();
    }, rest);
    bridge.on('changed', follow);
    follow();
  }
}

export const app = new App();
