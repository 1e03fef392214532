import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesce } from '../../../renderer/state/coalesce.ts';

describe('coalesce', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs at once, and once more for all that came meanwhile', async () => {
    const work = vi.fn(() => Promise.resolve());
    const ask = coalesce(work, 400);
    for (let time = 0; time < 50; time += 1) ask();
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(400);
    expect(work).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(4000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('never runs twice at the same time, and misses no change', async () => {
    let finish = (): void => undefined;
    const work = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const ask = coalesce(work, 400);
    ask();
    ask();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(work).toHaveBeenCalledTimes(1);
    finish();
    await vi.advanceTimersByTimeAsync(5000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('rests the longer the longer the work took, so that the rest of the program has its turn', async () => {
    const work = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 1000)));
    const ask = coalesce(work, 400);
    ask();
    await vi.advanceTimersByTimeAsync(500);
    ask();
    await vi.advanceTimersByTimeAsync(4400);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(work).toHaveBeenCalledTimes(2);
  });
});
