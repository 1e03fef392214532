/** Work that is done soon after it is asked for, and not too often. */
export interface Throttled {
  /** Asks for it, so many milliseconds after the last time at the earliest. */
  request(ms: number): void;
  /** Never again from here on. */
  stop(): void;
}

/** Makes it. Of several requests the most impatient one counts. */
export function throttled(work: () => void): Throttled {
  let timer: NodeJS.Timeout | undefined;
  let due = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let stopped = false;
  return {
    request: (ms) => {
      if (stopped || due <= last + ms) return;
      clearTimeout(timer);
      due = last + ms;
      timer = setTimeout(
        () => {
          due = Number.POSITIVE_INFINITY;
          last = performance.now();
          work();
        },
        Math.max(0, due - performance.now()),
      );
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
