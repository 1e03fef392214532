import { beforeEach, describe, expect, it } from 'vitest';
import { createSettings } from '../../../main/store/settings.ts';
import type { Connection } from '../../../shared/connection.ts';
import { defaultNetworkSettings } from '../../../shared/network.ts';
import { defaultListSettings } from '../../../shared/list-settings.ts';
import { everything } from '../../../renderer/state/filter.ts';
import { defaultPolicy } from '../../../shared/policy.ts';
import { defaultPreferences } from '../../../shared/preferences.ts';

const kept = new Map<string, unknown>();
const settings = createSettings({
  get: (key) => kept.get(key),
  // As a file does: only what JSON can say comes back.
  set: (key, value) => kept.set(key, JSON.parse(JSON.stringify(value))),
  delete: (key) => kept.delete(key),
});

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
    expect(settings.list).toEqual(defaultListSettings);
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
