import { setTimeout as wait } from 'node:timers/promises';

const lookMs = 50;
const usualMs = 20_000;

/**
 * Waits for a condition of which nobody tells, looked at again and again. Throws where it does not come about within
 * `longestMs`, 20 seconds where nothing is said; `what` is what is waited for.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  longestMs = usualMs,
): Promise<void> {
  const end = performance.now() + longestMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}, for ${longestMs / 1000} s.`);
    await wait(lookMs);
  }
}
