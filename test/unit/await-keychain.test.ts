import { expect, test } from 'vitest';
import { whenKeychainOpens } from '../../main/await-keychain.ts';
import type { KeychainState } from '../../main/store/keychain-state.ts';
import { handClock } from './avepoint/hand-clock.ts';

function wait(states: (elapsed: number) => KeychainState) {
  const clock = handClock();
  const began: number[] = [];
  const cancel = whenKeychainOpens(
    () => Promise.resolve(states(clock.elapsed())),
    clock,
    () => began.push(clock.elapsed()),
    () => undefined,
  );
  return { clock, began, cancel };
}

test('it begins within seconds of the opening, once', async () => {
  const { clock, began } = wait((elapsed) => (elapsed < 10_000 ? 'locked' : 'available'));
  await clock.advance(600_000);
  expect(began).toEqual([12_000]);
});

test('where only trying tells, it tries after a minute', async () => {
  const { clock, began } = wait(() => 'unknown');
  await clock.advance(600_000);
  expect(began).toEqual([60_000]);
});

test('it waits as long as there is none, and no longer than anybody wants it', async () => {
  const { clock, began, cancel } = wait((elapsed) => (elapsed < 3_600_000 ? 'missing' : 'available'));
  await clock.advance(1_800_000);
  cancel();
  await clock.advance(7_200_000);
  expect(began).toEqual([]);
  expect(clock.waiting).toBe(0);
});
