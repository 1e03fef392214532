import { problem } from '../../shared/problem.ts';
import type { Clock } from './clock.ts';
import { ServiceFailure } from './failure.ts';

const canceled = (): ServiceFailure => new ServiceFailure(problem('canceled'));

/** Waits for work that others may wait for too; throws `canceled` as soon as the signal says so, work or not. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => {
    reject(canceled());
  };
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([promise, work]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/**
 * Does work that any of these signals ends. Unlike `AbortSignal.any`, it leaves nothing behind on signals that live as
 * long as the program.
 */
export async function withSignals<T>(
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const end = (): void => {
    own.abort();
  };
  for (const signal of signals) {
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  }
  try {
    return await work(own.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', end);
  }
}

/** Waits so many milliseconds; throws `canceled` where the signal ends it. */
export async function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const cancel = clock.after(ms, () => {
    resolve(undefined);
  });
  try {
    await untilAborted(promise, signal);
  } finally {
    cancel();
  }
}

/** Ends requests from outside, whoever waits for them. */
export interface Life {
  /** Aborted when what is under way now shall end. */
  readonly signal: AbortSignal;
  /** Ends what is under way; later requests go on. */
  interrupt(): void;
  /** Ends what is under way and every later request. */
  close(): void;
}

export function createLife(): Life {
  let current = new AbortController();
  let closed = false;
  return {
    get signal() {
      return current.signal;
    },
    interrupt: () => {
      if (closed) return;
      const former = current;
      current = new AbortController();
      former.abort();
    },
    close: () => {
      closed = true;
      current.abort();
    },
  };
}
