import type { Result } from '../../shared/contract.ts';
import type { ListSettings } from '../../shared/list-settings.ts';
import type { Policy } from '../../shared/policy.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Problem } from '../../shared/problem.ts';
import { bridge } from './bridge.ts';

/** Milliseconds for which a section says that it has saved. */
const saidFor = 3000;

/** Settings that the main process keeps: each change is saved at once, and the answer is what is shown. */
class Stored<T extends object> {
  /** Null until it was loaded. */
  value = $state.raw<T | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** Which section has just been saved. */
  saved = $state<string | null>(null);
  readonly #get: () => Promise<Result<T>>;
  readonly #set: (value: T) => Promise<Result<T>>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows with each change. An answer to what was asked before the latest one would take that back. */
  #changes = 0;

  constructor(get: () => Promise<Result<T>>, set: (value: T) => Promise<Result<T>>) {
    this.#get = get;
    this.#set = set;
  }

  async load(): Promise<void> {
    const before = this.#changes;
    const answer = await this.#get();
    if (before === this.#changes) this.#take(answer);
  }

  /** Saves a change; `section` is what then says so. */
  async change(part: Partial<T>, section: string): Promise<void> {
    if (this.value === null) return;
    // At once, so that a second change before the answer builds on this one.
    this.value = { ...this.value, ...part };
    this.#changes += 1;
    const own = this.#changes;
    const answer = await this.#set(this.value);
    if (own !== this.#changes || !this.#take(answer)) return;
    this.saved = section;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.saved = null), saidFor);
  }

  #take(answer: Result<T>): boolean {
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.value = answer.value;
    return answer.ok;
  }
}

/** Makes it, of what asks for the whole and what saves it. */
export const createStored = <T extends object>(
  get: () => Promise<Result<T>>,
  set: (value: T) => Promise<Result<T>>,
): Stored<T> => new Stored(get, set);

export const policy = createStored<Policy>(bridge.getPolicy, bridge.setPolicy);

/** How the list of jobs is set up. */
export const listSettings = createStored<ListSettings>(bridge.getListSettings, bridge.setListSettings);

export const preferences = createStored<Preferences>(bridge.getPreferences, bridge.setPreferences);
