import { describe, expect, it } from 'vitest';
import { progressOf } from '../../../renderer/state/progress.ts';
import { job } from './job.ts';

const minute = 60_000;
const now = 100 * minute;
const nothing = { text: '0', value: 0 };
const running = {
  ...job,
  ...{ total: nothing, failed: nothing, successful: nothing, skipped: nothing, warnings: nothing },
  start: { text: '', value: now - 10 * minute },
  usualDuration: null,
};

describe('progressOf', () => {
  it('goes by the counts where the service sends them', () => {
    const counted = {
      ...running,
      total: { text: '2430', value: 2430 },
      successful: { text: '1200', value: 1200 },
      failed: { text: '15', value: 15 },
    };
    expect(progressOf(counted, now, { locale: 'en-US' })).toEqual({
      words: '1,215 of 2,430 objects',
      share: 0.5,
    });
  });

  it('does not believe counts that exceed their total', () => {
    const odd = { ...running, total: { text: '1', value: 1 }, successful: { text: '2', value: 2 } };
    expect(progressOf(odd, now).share).toBeNull();
  });

  it('goes by the usual duration else, and never beyond all of it', () => {
    expect(progressOf({ ...running, usualDuration: 40 * minute }, now)).toEqual({
      words: 'for 10 min, usually 40 min',
      share: 0.25,
    });
    expect(progressOf({ ...running, usualDuration: 5 * minute }, now).share).toBe(1);
  });

  it('claims nothing where there is nothing to measure by', () => {
    expect(progressOf(running, now)).toEqual({ words: 'for 10 min', share: null });
    expect(progressOf({ ...running, start: { text: 'N/A', value: null } }, now).share).toBeNull();
  });
});
