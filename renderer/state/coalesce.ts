/**
 * Makes of `work` something that may be asked for as often as one likes: it runs at once, never twice at the
 * same time, and again after `rest` milliseconds if it was asked for meanwhile. A sweep over thousands of
 * customers so costs the window a few answers a second at most, and the last change is never missed.
 */
export function coalesce(work: () => Promise<void>, rest: number): () => void {
  let busy = false;
  let wanted = false;

  async function run(): Promise<void> {
    busy = true;
    wanted = false;
    try {
      await work();
    } finally {
      setTimeout(() => {
        busy = false;
        if (wanted) void run();
      }, rest);
    }
  }

  return () => {
    wanted = true;
    if (!busy) void run();
  };
}
