import { beforeEach, describe, expect, it } from 'vitest';
import type { Credential } from '../../../main/avepoint/credential.ts';
import { createCredentialStore } from '../../../main/store/credentials.ts';
import type { Connection } from '../../../shared/connection.ts';
import type { NetworkSettings } from '../../../shared/network.ts';

const connection: Connection = {
  environment: 'custom',
  clientId: 'abc',
  apiBaseUrl: 'https://graph.example.com',
  tokenUrl: 'https://identity.example.com/connect/token',
  generation: 'automatic',
};
const elsewhere = { ...connection, tokenUrl: 'https://other.example.com/connect/token' };
const byProxy = (userName: string, server = 'http://proxy:8080'): NetworkSettings => ({
  proxy: { mode: 'manual', server, userName, bypass: '' },
  extraCa: null,
});

const entries = new Map<string, string>();
const store = createCredentialStore({
  read: async (account) => entries.get(account) ?? null,
  save: async (account, secret) => void entries.set(account, secret),
  remove: async (account) => void entries.delete(account),
  made: () => [...entries.keys()],
  mayAsk: () => undefined,
});

beforeEach(() => {
  entries.clear();
});

describe('credentials of connections', () => {
  it.each<[string, Credential]>([
    ['a secret', { kind: 'secret', secret: 'Abc~123' }],
    ['a secret that runs out', { kind: 'secret', secret: 'Abc~123', expiresAt: 1_800_000_000_000 }],
    ['a certificate', { kind: 'certificate', privateKeyPem: 'KEY\n', certificatePem: 'CERTIFICATE\n' }],
    ['a secret that is JSON', { kind: 'secret', secret: '{"kind":"key"}' }],
  ])('%s comes back as it was', async (_, credential) => {
    await store.save(connection, credential);
    expect(await store.read(connection)).toEqual(credential);
    expect(await store.read(elsewhere)).toBeNull();
    await store.keepOnly(null, null);
    expect(await store.read(connection)).toBeNull();
  });

  it('a secret alone stands in the keychain as AvePoint showed it', async () => {
    await store.save(connection, { kind: 'secret', secret: 'Abc~123', expiresAt: null });
    expect([...entries]).toEqual([['abc at identity.example.com', 'Abc~123']]);
  });

  it('a former connection takes its entry with it, but not the one that its successor uses', async () => {
    await store.save(connection, { kind: 'secret', secret: 'one' });
    await store.keepOnly({ ...connection, apiBaseUrl: 'https://graph2.example.com' }, null);
    expect(entries.size).toBe(1);
    await store.save(elsewhere, { kind: 'secret', secret: 'two' });
    await store.keepOnly(elsewhere, null);
    expect([...entries.values()]).toEqual(['two']);
  });

  it('one for the session is in memory alone, until another takes its place or a person signs out', async () => {
    const credential = { kind: 'secret', secret: 'for today' } as const;
    store.keepForSession(connection, credential);
    expect(await store.read(connection)).toEqual(credential);
    expect(entries.size).toBe(0);
    await store.save(connection, { kind: 'secret', secret: 'for good' });
    expect(await store.read(connection)).toEqual({ kind: 'secret', secret: 'for good' });
    store.keepForSession(elsewhere, credential);
    await store.keepOnly(null, null);
    expect(await store.read(elsewhere)).toBeNull();
  });
});

describe('passwords of proxies', () => {
  it('are kept for a user at a proxy, and for nobody else', async () => {
    await store.saveProxyPassword(byProxy('anna'), 'secret');
    expect(await store.readProxyPassword(byProxy('anna'))).toBe('secret');
    expect(await store.readProxyPassword(byProxy('bert'))).toBeNull();
    expect(await store.readProxyPassword(byProxy('anna', 'http://other:8080'))).toBeNull();
  });

  it('are neither asked for nor kept where no proxy asks for a sign-in', async () => {
    const system: NetworkSettings = { proxy: { mode: 'system' }, extraCa: null };
    for (const network of [system, byProxy('')]) {
      await store.saveProxyPassword(network, 'secret');
      expect(await store.readProxyPassword(network)).toBeNull();
      await store.keepOnly(null, network);
    }
    expect(entries.size).toBe(0);
  });

  it('go with the proxy, unless it stays', async () => {
    await store.saveProxyPassword(byProxy('anna'), 'secret');
    await store.keepOnly(null, { ...byProxy('anna'), extraCa: 'PEM' });
    expect(entries.size).toBe(1);
    await store.keepOnly(connection, byProxy('bert'));
    expect(entries.size).toBe(0);
  });
});
