import type { Clock } from './clock.ts';

/** So many requests a second over a longer time; as many may start at once after a pause. */
export interface Bucket {
  /** Takes one request's share; returns the milliseconds after which it may start. */
  take(): number;
  /** Gives back the share of a request that never started. */
  giveBack(): void;
}

export function createBucket(clock: Clock, perSecond: number): Bucket {
  // Below one request a second the bucket must still be able to hold a whole one.
  const most = Math.max(1, perSecond);
  let allowance = most;
  let filledAt = clock.elapsed();
  return {
    take: () => {
      const now = clock.elapsed();
      allowance = Math.min(most, allowance + ((now - filledAt) / 1000) * perSecond) - 1;
      filledAt = now;
      return allowance >= 0 ? 0 : (-allowance / perSecond) * 1000;
    },
    giveBack: () => {
      allowance = Math.min(most, allowance + 1);
    },
  };
}
