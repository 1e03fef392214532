import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttled } from '../../main/throttle.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is asked for after a rest is done at once, and then no more often than wished', () => {
  const work = vi.fn();
  const { request } = throttled(work);
  request(2000);
  vi.advanceTimersByTime(0);
  expect(work).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 10; i += 1) {
    request(250);
    vi.advanceTimersByTime(100);
  }
  expect(work).toHaveBeenCalledTimes(5);
});

test('who can wait is served with who cannot', () => {
  const work = vi.fn();
  const { request } = throttled(work);
  request(250);
  vi.advanceTimersByTime(0);
  request(2000);
  vi.advanceTimersByTime(249);
  expect(work).toHaveBeenCalledTimes(1);
  request(250);
  request(2000);
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(work).toHaveBeenCalledTimes(2);
});

test('nothing is done after the end', () => {
  const work = vi.fn();
  const { request, stop } = throttled(work);
  request(0);
  stop();
  request(0);
  vi.advanceTimersByTime(1000);
  expect(work).not.toHaveBeenCalled();
});
