import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../main/avepoint/clock.ts';

/** A clock that a test moves by hand; `advance` calls what falls due on the way, in its order. */
export interface HandClock extends Clock {
  advance(ms: number): Promise<void>;
  /** How many timers wait. */
  readonly waiting: number;
}

/**
 * Turns of the event loop in which everything comes to rest that needs no time: polls follow each other by one each.
 */
const turns = 12;

/** Lets everything run that needs no time. */
export async function settle(): Promise<void> {
  for (let i = 0; i < turns; i += 1) await setImmediate();
}

export function handClock(start = Date.UTC(2026, 2, 14, 15)): HandClock {
  let passed = 0;
  const timers = new Set<{ at: number; call: () => void }>();
  return {
    now: () => start + passed,
    elapsed: () => passed,
    after: (ms, call) => {
      const timer = { at: passed + ms, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: async (ms) => {
      const end = passed + ms;
      await settle();
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        passed = Math.max(passed, next.at);
        next.call();
        await settle();
      }
      passed = end;
      await settle();
    },
    get waiting() {
      return timers.size;
    },
  };
}
