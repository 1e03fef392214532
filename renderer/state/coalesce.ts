/** Of the time that passes, work that keeps being asked for takes a fifth at most. */
const restPerWork = 4;
/** Milliseconds; what was slow once must not leave the window old for long. */
const longestRest = 5000;

/**
 * Makes of `work` something that may be asked for as often as one likes: it runs at once, never twice at the
 * same time, and if it was asked for meanwhile again after `rest` milliseconds, or after a longer while where it took
 * long. A sweep over thousands of customers so costs the window a few answers a second at most, and the last change is
 * never missed.
 */
export function coalesce(work: () => Promise<void>, rest: number): () => void {
  let busy = false;
  let wanted = false;

  async function run(): Promise<void> {
    busy = true;
    wanted = false;
    const began = performance.now();
    try {
      await work();
    } finally {
      const took = performance.now() - began;
      setTimeout(
        () => {
          busy = false;
          if (wanted) void run();
        },
        Math.max(rest, Math.min(took * restPerWork, longestRest)),
      );
    }
  }

  return () => {
    wanted = true;
    if (!busy) void run();
  };
}
