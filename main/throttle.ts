/** Calls `work` soon after each request, and at most once in `ms()` milliseconds; never again after `stop`. */
export function atMostEvery(ms: () => number, work: () => void): { request: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let last = Number.NEGATIVE_INFINITY;
  let stopped = false;
  return {
    request: () => {
      if (timer !== null || stopped) return;
      const wait = Math.max(0, last + ms() - performance.now());
      timer = setTimeout(() => {
        timer = null;
        last = performance.now();
        work();
      }, wait);
    },
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
