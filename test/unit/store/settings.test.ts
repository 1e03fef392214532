import { beforeEach, describe, expect, it } from 'vitest';
import { createSettings } from '../../../main/store/settings.ts';
import type { Connection } from '../../../shared/connection.ts';
import { defaultNetworkSettings } from '../../../shared/network.ts';
import { defaultListSettings } from '../../../shared/list-settings.ts';
import { everything, ofOutcome } from '../../../renderer/state/filter.ts';
import { defaultPolicy } from '../../../shared/policy.ts';
import type { Policy } from '../../../shared/policy.ts';
import { defaultPreferences } from '../../../shared/preferences.ts';

const kept = new Map<string, unknown>();
const document = {
  get: (key: string) => kept.get(key),
  // As a file does: only what JSON can say comes back.
  set: (key: string, value: unknown) => kept.set(key, JSON.parse(JSON.stringify(value))),
  delete: (key: string) => kept.delete(key),
};
const settings = createSettings(document);

const connection: Connection = {
  environment: 'commercial',
  clientId: 'abc',
  apiBaseUrl: 'https://graph.example.com',
  tokenUrl: 'https://identity.example.com/connect/token',
  generation: 'v3',
};

beforeEach(() => {
  kept.clear();
});

describe('settings', () => {
  it('are the defaults at first', () => {
    expect(settings.connection).toBeNull();
    expect(settings.customerIds).toEqual([]);
    expect(settings.preferences).toEqual(defaultPreferences);
    expect(settings.policy).toEqual(defaultPolicy);
    expect(settings.network).toEqual(defaultNetworkSettings);
    expect(settings.list).toEqual(defaultListSettings);
  });

  it('keep columns and filters of the list, and fall back where they are damaged', () => {
    const list = {
      columns: [{ column: 'runId' as const, width: 200 }],
      saved: [{ name: 'Mine', filter: everything }],
    };
    settings.saveList(list);
    expect(settings.list).toEqual(list);
    expect(() => settings.saveList({ ...list, saved: [...list.saved, ...list.saved] })).toThrow('already');
    kept.set('list', { ...list, columns: [{ column: 'colour', width: 1 }] });
    expect(settings.list).toEqual({ columns: null, saved: list.saved });
  });

  it('come back as they were saved', () => {
    const proxy = { mode: 'manual', server: 'http://proxy:8080', userName: 'anna', bypass: 'a, b' } as const;
    settings.saveConnection(connection, ['one', 'two']);
    settings.saveNetwork({ proxy, extraCa: 'PEM' });
    settings.savePreferences({ ...defaultPreferences, parallel: 16, exceptions: 'failure' });
    settings.savePolicy({ ...defaultPolicy, afterRuns: 3 });
    expect(settings.connection).toEqual(connection);
    expect(settings.customerIds).toEqual(['one', 'two']);
    expect(settings.network).toEqual({ proxy, extraCa: 'PEM' });
    expect(settings.preferences).toMatchObject({ parallel: 16, exceptions: 'failure', pollMinutes: 5 });
    expect(settings.policy.afterRuns).toBe(3);
  });

  it('forget a connection with its customers', () => {
    settings.saveConnection(connection, ['one']);
    settings.saveConnection(null, []);
    expect(settings.connection).toBeNull();
    expect(settings.customerIds).toEqual([]);
  });

  it('give what came later its default', () => {
    const { generation, ...older } = connection;
    expect(generation).toBe('v3');
    kept.set('connection', older);
    kept.set('preferences', { pollMinutes: 9, portalUrl: 'https://portal.example.com' });
    expect(settings.connection).toEqual({ ...older, generation: 'automatic' });
    expect(settings.preferences).toEqual({
      ...defaultPreferences,
      pollMinutes: 9,
      portalUrl: 'https://portal.example.com',
    });
  });

  it.each([null, 7, 'text', [], { pollMinutes: 'often' }, { proxy: { mode: 'magic' } }, { clientId: 1 }])(
    'fall back to their defaults where %j stands',
    (damage) => {
      for (const key of ['connection', 'customerIds', 'network', 'preferences', 'policy'])
        kept.set(key, damage);
      expect(settings.connection).toBeNull();
      expect(settings.customerIds).toEqual([]);
      expect(settings.network).toEqual(defaultNetworkSettings);
      expect(settings.preferences).toEqual(defaultPreferences);
      expect(settings.policy).toEqual(defaultPolicy);
    },
  );

  it('are not saved where they are none', () => {
    expect(() => settings.savePreferences({ ...defaultPreferences, parallel: 17 })).toThrow();
    expect(kept.size).toBe(0);
  });
});

/** Each place in a value that holds no others, and each list and object, as a path. */
function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[...path], ...inner.flatMap(([key, one]) => placesIn(one, [...path, key]))];
}

/** A copy in which something else stands at a path. */
function spoilt(value: unknown, [key, ...rest]: readonly string[], damage: unknown): unknown {
  if (key === undefined) return damage;
  const spoil = (name: string, one: unknown): unknown => (name === key ? spoilt(one, rest, damage) : one);
  if (Array.isArray(value)) return value.map((one: unknown, index) => spoil(String(index), one));
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, one]) => [name, spoil(name, one)]));
}

describe('of settings in which one value cannot be used', () => {
  const policy: Policy = {
    ...defaultPolicy,
    warnings: true,
    afterRuns: 3,
    quiet: { enabled: true, days: [1, 2], from: '20:00', to: '06:00', tellAfterwards: false },
    mutes: [
      { kind: 'customer', value: 'one' },
      { kind: 'tag', value: 'two' },
    ],
    overdueRules: [{ kind: 'module', value: 'Exchange', hours: 48 }],
  };
  const filtered = { name: 'Mine', filter: ofOutcome('failure') };
  const sections = {
    policy,
    preferences: { ...defaultPreferences, pollMinutes: 9, theme: 'dark' as const, keepDays: 30 },
    network: {
      proxy: { mode: 'manual', server: 'http://proxy:8080', userName: 'anna', bypass: '' },
      extraCa: 'PEM',
    },
    list: {
      columns: [
        { column: 'runId' as const, width: 200 },
        { column: 'name' as const, width: null },
      ],
      saved: [filtered, { ...filtered, name: 'Other' }],
    },
  };

  const cases = (['policy', 'preferences', 'network', 'list'] as const).flatMap((section) =>
    placesIn(sections[section])
      .filter((path) => path.length > 0)
      .map((path) => [`${section}.${path.join('.')}`, section, path] as const),
  );
  it.each(cases)('all the others count: %s', (_, section, [name = '', ...inner]) => {
    const whole: Record<string, unknown> = sections[section];
    for (const damage of [null, -1, 1e9, 'no such thing', {}, [], [7]]) {
      kept.set(section, spoilt(whole, [name, ...inner], damage));
      const read: Record<string, unknown> = { ...settings[section] };
      expect({ ...read, [name]: whole[name] }, JSON.stringify(damage)).toEqual(whole);
      const [index] = inner;
      // Of a list every other entry is there, too.
      if (!Array.isArray(whole[name]) || index === undefined) continue;
      const others = whole[name].filter((__, at) => String(at) !== index);
      expect(read[name] ?? [], JSON.stringify(damage)).toEqual(expect.arrayContaining(others));
    }
  });

  it('it alone has its default, and quiet hours keep what they have beside it', () => {
    kept.set('policy', {
      ...policy,
      afterRuns: 0,
      quiet: { ...policy.quiet, days: [1, 9, 2], from: '25:00' },
    });
    kept.set('network', { ...sections.network, proxy: { ...sections.network.proxy, server: 'a b' } });
    kept.set('customerIds', ['one', 2, 'three']);
    const quiet = { ...policy.quiet, from: defaultPolicy.quiet.from };
    expect(settings.policy).toEqual({ ...policy, afterRuns: 1, quiet });
    expect(settings.network).toEqual({ proxy: { mode: 'system' }, extraCa: 'PEM' });
    expect(settings.customerIds).toEqual(['one', 'three']);
  });

  it('a list keeps as many as it may have, and one of each name', () => {
    const mutes = Array.from({ length: 2003 }, (_, index) => ({ kind: 'tag' as const, value: `${index}` }));
    kept.set('policy', { ...policy, mutes });
    kept.set('list', {
      columns: null,
      saved: [filtered, { ...filtered, name: 'MINE' }, { ...filtered, name: 'Other' }],
    });
    expect(settings.policy.mutes).toEqual(mutes.slice(0, 2000));
    expect(settings.list.saved.map(({ name }) => name)).toEqual(['Mine', 'Other']);
  });

  it('a filter that has a name a second time does not come back when the first is deleted', () => {
    kept.set('list', { columns: null, saved: [filtered, { ...filtered, name: 'MINE' }] });
    settings.saveList({ columns: null, saved: [] });
    expect(settings.list.saved).toEqual([]);
  });

  it('what a newer version may know is still there after a change', () => {
    const newer = [{ kind: 'region', value: 'north' }, ...policy.mutes];
    kept.set('policy', { ...policy, mutes: newer, colour: 'red', hasOwnProperty: 1 });
    expect(settings.policy).toEqual(policy);
    for (const afterRuns of [4, 5]) settings.savePolicy({ ...settings.policy, afterRuns });
    expect(kept.get('policy')).toEqual({
      ...policy,
      afterRuns: 5,
      mutes: [...policy.mutes, newer[0]],
      colour: 'red',
      hasOwnProperty: 1,
    });
    expect(settings.policy).toEqual({ ...policy, afterRuns: 5 });
  });

  it('it is told once where it stands, and not what it is', () => {
    const told: string[] = [];
    const watched = createSettings(document, (text) => told.push(text));
    kept.set('preferences', { theme: 'dark' });
    expect(watched.preferences.theme).toBe('dark');
    expect(told).toEqual([]);
    kept.set('preferences', 'secret');
    kept.set('policy', {
      ...policy,
      overdueHours: 0,
      mutes: [{ kind: 'region', value: 'north' }, ...policy.mutes],
    });
    for (let time = 0; time < 2; time += 1) {
      expect(watched.preferences).toEqual(defaultPreferences);
      watched.savePolicy({ ...watched.policy, afterRuns: 2 });
    }
    const beginning = 'cannot be used, and are left out or have their defaults:';
    expect(told).toEqual([`${beginning} preferences`, `${beginning} policy.mutes.0, policy.overdueHours`]);
    kept.set('network', { ...sections.network, extraCa: 7 });
    kept.set('list', { columns: null, saved: Array.from({ length: 8 }, () => 7) });
    expect([watched.network.extraCa, watched.list.saved]).toEqual([null, []]);
    expect(told.slice(2)).toEqual([
      `${beginning} network.extraCa`,
      `${beginning} ${[0, 1, 2, 3, 4].map((index) => `list.saved.${index}`).join(', ')}, 3 more`,
    ]);
  });
});
