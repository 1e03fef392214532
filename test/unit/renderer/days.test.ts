import { describe, expect, it } from 'vitest';
import { dayWords, runsByDay, stripWords, worstOf } from '../../../renderer/state/days.ts';
import { lastMidnights } from '../../../shared/overview.ts';

const at = (day: number, hour: number): number => new Date(2026, 2, day, hour).getTime();
const now = at(28, 15);

describe('lastMidnights', () => {
  it('goes by the calendar, also over a change of the clock', () => {
    const days = lastMidnights(28, new Date(2026, 3, 10, 12).getTime());
    expect(days).toHaveLength(28);
    expect(days.every((start) => new Date(start).getHours() === 0)).toBe(true);
    expect(new Date(days[0]!).getDate()).toBe(14);
  });
});

describe('runsByDay', () => {
  const run = (outcome: 'failure' | 'success', start: number | null, firstSeenAt = now) => ({
    outcome,
    start,
    firstSeenAt,
  });
  const days = runsByDay(
    [run('success', at(28, 0)), run('failure', at(27, 23)), run('success', at(27, 1)), run('success', null)],
    now,
  );

  it('counts a run on the day on which it began, or was first seen', () => {
    expect(days.at(-1)?.runs).toEqual({ success: 2 });
    expect(days.at(-2)?.runs).toEqual({ failure: 1, success: 1 });
  });

  it('leaves out what is older', () => {
    expect(
      runsByDay([run('failure', new Date(2026, 1, 1).getTime())], now).every((day) => worstOf(day) === null),
    ).toBe(true);
  });

  it('says the worst of a day, and all of it in words', () => {
    expect(worstOf(days.at(-2)!)).toBe('failure');
    expect(worstOf(days[0]!)).toBeNull();
    expect(dayWords(days.at(-2)!, { locale: 'en-US' })).toBe('Fri, Mar 27: 1 failed, 1 succeeded');
    expect(dayWords(days[0]!, { locale: 'en-US' })).toBe('Sun, Mar 1: no run');
    expect(stripWords(days)).toBe('Last 28 days: runs on 2 days, failures on 1 day');
  });
});
