import { expect, it } from 'vitest';
import { createPause } from '../../main/pause.ts';
import type { PauseSetting } from '../../main/store/settings.ts';
import { handClock } from './avepoint/hand-clock.ts';

const hour = 3_600_000;

function keep(pause: PauseSetting | null = null) {
  const kept = {
    pause,
    savePause: (next: PauseSetting | null) => {
      kept.pause = next;
    },
  };
  return kept;
}

it('ends by itself, and says so', async () => {
  const clock = handClock();
  const seen: boolean[] = [];
  const pause = createPause(clock, keep(), () => seen.push(pause.active));
  pause.begin(clock.now() + hour);
  await clock.advance(hour - 1000);
  expect(pause).toMatchObject({ active: true, until: clock.now() + 1000 });
  await clock.advance(1000);
  expect(pause).toMatchObject({ active: false, until: null });
  expect(seen).toEqual([true, false]);
});

it('lasts until somebody resumes, where it has no end', async () => {
  const clock = handClock();
  const kept = keep();
  const pause = createPause(clock, kept, () => undefined);
  pause.begin(null);
  await clock.advance(100 * hour);
  expect(pause).toMatchObject({ active: true, until: null });
  pause.end();
  expect(pause.active).toBe(false);
  expect(kept.pause).toBeNull();
});

it('goes on after a restart, and is over where its end has passed meanwhile', async () => {
  const clock = handClock();
  const until = clock.now() + hour;
  const early = createPause(clock, keep({ until }), () => undefined);
  expect(early).toMatchObject({ active: true, until });
  await clock.advance(hour);
  expect(early.active).toBe(false);
  expect(createPause(clock, keep({ until }), () => undefined).active).toBe(false);
});

it('ends in time though the computer slept through its timer', async () => {
  const clock = handClock();
  let slept = 0;
  const sleeping = { ...clock, now: () => clock.now() + slept };
  let ends = 0;
  const pause = createPause(sleeping, keep(), () => {
    if (!pause.active) ends += 1;
  });
  pause.begin(sleeping.now() + 12 * hour);
  slept = 11.9 * hour;
  await clock.advance(0.1 * hour + 30_000);
  expect(ends).toBe(1);
});

it('leaves no timer behind', () => {
  const clock = handClock();
  const pause = createPause(clock, keep(), () => undefined);
  pause.begin(clock.now() + hour);
  pause.stop();
  expect(clock.waiting).toBe(0);
});
