import { untilAborted } from './abort.ts';

/** How many requests may be under way at once. */
export interface Slots {
  /** Waits for a free slot, in the order of asking; returns what frees it again. Throws `canceled`. */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createSlots(count: number): Slots {
  let free = count;
  const waiting = new Set<() => void>();

  const release = (): void => {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else {
      waiting.delete(next);
      next();
    }
  };

  return {
    take: async (signal) => {
      if (free > 0 && !signal.aborted) {
        free -= 1;
        return release;
      }
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const begin = (): void => {
        resolve(undefined);
      };
      waiting.add(begin);
      try {
        await untilAborted(promise, signal);
        return release;
      } catch (error) {
        // The slot may have been handed over in the moment of giving up.
        if (!waiting.delete(begin)) release();
        throw error;
      }
    },
  };
}
