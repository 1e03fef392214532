import { problem } from '../../shared/problem.ts';
import { sleep } from './abort.ts';
import { createBucket } from './bucket.ts';
import { createCircuit } from './circuit.ts';
import type { Clock } from './clock.ts';
import { ServiceFailure } from './failure.ts';
import type { Exchange } from './http.ts';
import { createSlots } from './slots.ts';

/** How much one host is asked of at most. */
export interface Load {
  /** Requests under way at once, 1 to 16. */
  parallel: number;
  /** Requests a second over a longer time. */
  perSecond: number;
}

/** How fast one host is asked, and whether it may be asked at all just now. */
export interface Pace {
  /**
   * Sends when it is this request's turn. Throws ServiceFailure: what the request throws, or at once where the host
   * is left alone for a while.
   */
  send(request: () => Promise<Exchange>, signal: AbortSignal): Promise<Exchange>;
  /** UTC milliseconds until which the host is left alone; null where it is not. */
  blockedUntil(): number | null;
  /** Ends a pause of our own making, for a technician who asks again by hand. One that the host asked for stays. */
  retry(): void;
}

export interface PaceOptions {
  clock: Clock;
  load: Load;
  /** From 0 to below 1; for the jitter. */
  random: () => number;
}

/** Joins the limit of parallel requests, the token bucket and the circuit of one host. */
export function createPace({ clock, load, random }: PaceOptions): Pace {
  const slots = createSlots(load.parallel);
  const bucket = createBucket(clock, load.perSecond);
  const circuit = createCircuit(clock, random);

  /** Waits for the bucket, and before and after it for a pause that somebody else's answer may have begun. */
  const turn = async (signal: AbortSignal): Promise<void> => {
    for (let ms = circuit.pauseMs(); ms > 0; ms = circuit.pauseMs()) await sleep(clock, ms, signal);
    const wait = bucket.take();
    if (wait === 0) return;
    try {
      await sleep(clock, wait, signal);
      for (let ms = circuit.pauseMs(); ms > 0; ms = circuit.pauseMs()) await sleep(clock, ms, signal);
    } catch (error) {
      bucket.giveBack();
      throw error;
    }
  };

  return {
    send: async (request, signal) => {
      const free = await slots.take(signal);
      try {
        await turn(signal);
        const attempt = circuit.begin();
        try {
          const exchange = await request();
          circuit.answered(attempt, exchange);
          return exchange;
        } catch (error) {
          circuit.failed(attempt, error instanceof ServiceFailure ? error.problem : problem('unexpected'));
          throw error;
        }
      } finally {
        free();
      }
    },
    blockedUntil: circuit.blockedUntil,
    retry: circuit.retry,
  };
}
