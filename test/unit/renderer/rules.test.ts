import { describe, expect, it } from 'vitest';
import { quietWords, weekdays } from '../../../renderer/state/quietWords.ts';
import { limitWords, toggleMute, withLimit } from '../../../renderer/state/rules.ts';

describe('quiet hours in words', () => {
  it('begins the week on Monday, with the numbers of the policy', () => {
    expect(weekdays('en-US').map(({ day, short }) => `${day} ${short}`)).toEqual([
      '1 Mon',
      '2 Tue',
      '3 Wed',
      '4 Thu',
      '5 Fri',
      '6 Sat',
      '0 Sun',
    ]);
  });

  it('says when they end on the next day, and when they never begin', () => {
    expect(quietWords({ days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '07:00' })).toBe(
      'From 22:00 to 07:00 the next day, every day.',
    );
    expect(quietWords({ days: [0, 6], from: '08:00', to: '20:00' }, 'en-US')).toBe(
      'From 08:00 to 20:00, on Sat, Sun.',
    );
    expect(quietWords({ days: [], from: '08:00', to: '20:00' })).toContain('never begin');
  });
});

describe('rules', () => {
  const teams = { kind: 'module', value: 'Teams' } as const;

  it('mutes once, and unmutes with the same', () => {
    const muted = toggleMute([{ kind: 'tag', value: 'Teams' }], teams);
    expect(muted).toHaveLength(2);
    expect(toggleMute(muted, teams)).toEqual([{ kind: 'tag', value: 'Teams' }]);
  });

  it('has one limit for the same thing', () => {
    const rules = withLimit(withLimit([], teams, 48), teams, 0);
    expect(rules).toEqual([{ ...teams, hours: 0 }]);
    expect(withLimit(rules, teams, null)).toEqual([]);
    expect([limitWords(0), limitWords(48)]).toEqual(['never overdue', '48 h']);
  });
});
