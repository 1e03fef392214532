/** When a round ends, and what happens in it. */
export interface Plan {
  /** What the kill follows: the start, the `count`th answer of the service, or a notification. */
  after: 'start' | 'answer' | 'notification';
  count: number;
  /** Milliseconds between that and the kill. */
  delayMs: number;
  /** Milliseconds since the start after which it is not waited for any longer. */
  latestMs: number;
  /** Milliseconds since the start after which everything is asked for anew; null where it is not. */
  refreshMs: number | null;
  /** Milliseconds between two things that happen at the service. */
  paceMs: number;
  words: string;
}

/** A life that is not killed but asked to end, while a notification is on its way: nothing excuses a repeat then. */
export const orderly: Plan = {
  after: 'notification',
  count: 1,
  delayMs: 0,
  latestMs: 6000,
  refreshMs: null,
  paceMs: 400,
  words: 'asked to end at a notification',
};

/** Mostly few things happen, so that single notifications come as well as summaries. */
const paces = [80, 400, 700, 1000];
const longestMs = 3500;

/**
 * Draws the round of this number: half of the kills at any moment, the others aimed at the two that matter most, while
 * an answer is being stored and while a notification is on its way. `next` gives numbers from 0 to below 1.
 */
export function planOf(number: number, next: () => number): Plan {
  const [moment, delay, asks] = [next(), next(), next()];
  const refreshMs = asks < 0.3 ? 500 + Math.round(next() * 1000) : null;
  const paceMs = paces[Math.floor(next() * paces.length)] ?? 1000;
  const common = { count: 1, paceMs, latestMs: longestMs, refreshMs };
  switch (number % 4) {
    case 1: {
      const count = 1 + Math.floor(moment * 20);
      const delayMs = Math.round(delay * 30);
      return { ...common, after: 'answer', count, delayMs, words: `${delayMs} ms after answer ${count}` };
    }
    case 3: {
      // Every other time so late that there is no excuse for not having marked it.
      const delayMs = number % 8 === 3 ? Math.round(moment * delay * 60) : 400 + Math.round(delay * 400);
      return { ...common, after: 'notification', delayMs, words: `${delayMs} ms after a notification` };
    }
    default: {
      const latestMs = 100 + Math.round(moment * 1900);
      return { ...common, after: 'start', delayMs: 0, latestMs, words: `at ${latestMs} ms` };
    }
  }
}
