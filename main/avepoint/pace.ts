import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Clock } from './clock.ts';
import { ServiceFailure } from './failure.ts';
import type { Exchange } from './http.ts';
import { retryAfterMs } from './retry-after.ts';

/** How fast one host is asked, and whether it may be asked at all just now. */
export interface Pace {
  /** Waits for the next free moment; throws ServiceFailure where the host asked for a longer pause. */
  enter(signal: AbortSignal): Promise<void>;
  answered(exchange: Exchange): void;
  failed(seen: Problem): void;
  /** UTC milliseconds until which the host is left alone; null where it is not. */
  blockedUntil(): number | null;
  /** Ends a pause of our own making, for a technician who asks again by hand. One that the host asked for stays. */
  retry(): void;
}

export interface PaceOptions {
  clock: Clock;
  /** Requests a second over a longer time; as many may start at once after a pause. */
  perSecond: number;
  /** From 0 to below 1; for the jitter. */
  random: () => number;
}

/** A pause no longer than this is waited for; a longer one is an answer of its own. */
const patienceMs = 5000;
const longestPauseMs = 15 * 60_000;
const firstPauseMs = 2000;
/** So many failures in a row, with nothing good in between, and the host is left alone for a while. */
const circuitOpensAt = 8;

/**
 * A token bucket, the host's own `Retry-After`, and a circuit that opens after repeated failures of the host and
 * lets a single request through when its pause is over.
 */
export function createPace({ clock, perSecond, random }: PaceOptions): Pace {
  let allowance = perSecond;
  let filledAt = clock.elapsed();
  let pause: { until: number; asked: boolean; reason: Problem } | null = null;
  let failures = 0;
  let limits = 0;
  let probing = false;

  const pauseFor = (ms: number, asked: boolean, reason: Problem): void => {
    const until = clock.elapsed() + Math.min(ms, longestPauseMs);
    if (pause === null || until > pause.until) pause = { until, asked, reason };
  };

  const countFailure = (reason: Problem): void => {
    failures += 1;
    probing = false;
    if (failures >= circuitOpensAt) pauseFor(jittered(failures - circuitOpensAt, random), false, reason);
  };

  const takeTurn = (): number => {
    const now = clock.elapsed();
    allowance = Math.min(perSecond, allowance + ((now - filledAt) / 1000) * perSecond) - 1;
    filledAt = now;
    return allowance >= 0 ? 0 : (-allowance / perSecond) * 1000;
  };

  return {
    enter: async (signal) => {
      const left = pause === null ? 0 : pause.until - clock.elapsed();
      if (pause !== null && left > patienceMs) throw new ServiceFailure(pause.reason, clock.now() + left);
      if (pause !== null && left <= 0) pause = null;
      if (failures >= circuitOpensAt) {
        if (probing)
          throw new ServiceFailure(
            problem('serviceUnavailable', { detail: 'waiting for a first good answer' }),
            clock.now() + patienceMs,
          );
        probing = true;
      }
      const wait = Math.max(left, 0) + takeTurn();
      if (wait > 0) await sleep(clock, wait, signal);
    },
    answered: (exchange) => {
      if (exchange.status === 429 || exchange.status === 503) {
        const asked = retryAfterMs(exchange.headers.get('retry-after'), clock.now());
        const reason = problem(exchange.status === 429 ? 'rateLimited' : 'serviceUnavailable', {
          status: exchange.status,
          requestId: exchange.requestId,
          detail: 'the service asked for a pause',
        });
        if (asked !== null) pauseFor(asked, true, reason);
        else if (exchange.status === 429) pauseFor(jittered(limits, random), false, reason);
        if (exchange.status === 429) limits += 1;
      }
      if (exchange.status >= 500) {
        countFailure(
          problem('serviceUnavailable', { status: exchange.status, requestId: exchange.requestId }),
        );
        return;
      }
      probing = false;
      failures = 0;
      if (exchange.status === 200) limits = 0;
    },
    failed: (seen) => {
      if (seen.code === 'canceled') probing = false;
      else countFailure(seen);
    },
    blockedUntil: () => {
      const left = pause === null ? 0 : pause.until - clock.elapsed();
      return left > 0 ? clock.now() + left : null;
    },
    retry: () => {
      if (pause?.asked !== true) pause = null;
      failures = Math.min(failures, circuitOpensAt - 1);
    },
  };
}

/** Exponential back-off with full jitter: anything up to the doubled pause, at least a tenth of it. */
function jittered(step: number, random: () => number): number {
  const ceiling = Math.min(firstPauseMs * 2 ** Math.min(step, 20), longestPauseMs);
  return Math.max(ceiling * random(), ceiling / 10);
}

async function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const cancel = clock.after(ms, () => {
    resolve(undefined);
  });
  const giveUp = (): void => {
    cancel();
    reject(new ServiceFailure(problem('canceled')));
  };
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  await promise.finally(() => {
    signal.removeEventListener('abort', giveUp);
  });
}
