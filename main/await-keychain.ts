import type { Clock } from './avepoint/clock.ts';
import type { KeychainProbe } from './store/keychain-state.ts';

/** Between two looks whether a keychain has been opened; a look asks nobody for anything. */
const lookMs = 3000;
/** Where only trying tells, it is tried no more often, since it may ask a person. */
const tryMs = 60_000;

/**
 * Calls `begin` once the keychain is open, or, where only trying tells that, after a while. Returns what ends the wait.
 */
export function whenKeychainOpens(
  probe: KeychainProbe,
  clock: Clock,
  begin: () => void,
  failed: (error: unknown) => void,
): () => void {
  const since = clock.elapsed();
  let ended = false;
  let cancel = (): void => undefined;
  const look = async (): Promise<void> => {
    const state = await probe();
    if (ended) return;
    if (state === 'available' || (state === 'unknown' && clock.elapsed() - since >= tryMs)) begin();
    else wait();
  };
  const wait = (): void => {
    cancel = clock.after(lookMs, () => {
      look().catch(failed);
    });
  };
  wait();
  return () => {
    ended = true;
    cancel();
  };
}
