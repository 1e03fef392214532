/** Time as this folder and the monitor see it, so that a test can hold it in its hand. */
export interface Clock {
  /** UTC milliseconds; may jump when somebody sets the clock. */
  now(): number;
  /** Milliseconds that only ever grow; for intervals. */
  elapsed(): number;
  /** Calls back once after so many milliseconds; returns what cancels it. */
  after(ms: number, call: () => void): () => void;
}

/** The clock of this computer. Its timers keep no process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
