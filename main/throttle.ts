/** Calls `work` soon after each request, and at most once in `ms` milliseconds, however many requests there are. */
export function atMostEvery(ms: number, work: () => void): { request: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let last = Number.NEGATIVE_INFINITY;
  return {
    request: () => {
      if (timer !== null) return;
      const wait = Math.max(0, last + ms - performance.now());
      timer = setTimeout(() => {
        timer = null;
        last = performance.now();
        work();
      }, wait);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
