/** Lets a test wait for a condition over something that changes, without asking again and again. */
export class Changes {
  readonly #listeners = new Set<() => void>();

  /** Says that something has changed. */
  happened(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /**
   * The first value that `look` finds: at once, or after one of the changes to come.
   * @throws after `timeout` milliseconds, with what was waited for and what is there instead
   */
  until<T>(look: () => T | undefined, what: string, timeout: number, there: () => unknown): Promise<T> {
    const now = look();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
      };
      const listener = (): void => {
        const found = look();
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const timer = setTimeout(() => {
        end();
        const instead = JSON.stringify(there(), null, 2);
        reject(new Error(`Waited ${String(timeout)} ms for ${what}; there is: ${instead}`));
      }, timeout);
      this.#listeners.add(listener);
    });
  }
}
