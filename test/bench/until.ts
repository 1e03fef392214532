import { setTimeout as wait } from 'node:timers/promises';

/** How long thousands of customers may take to be asked once, and how often it is looked whether they were. */
const patienceMs = 900_000;
const lookMs = 100;

/** Waits until something is so; throws where it is not within a quarter of an hour. `what` is what is waited for. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`${what} did not come within ${patienceMs / 1000} s.`);
    await wait(lookMs);
  }
}
