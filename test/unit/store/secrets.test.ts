import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSecrets } from '../../../main/store/secrets.ts';
import { selfSigned } from '../simulator/self-signed.ts';

/** A keychain as Windows has it: 2,560 bytes an entry, in UTF-8 or in UTF-16 (CRED_MAX_CREDENTIAL_BLOB_SIZE). */
const keychain = vi.hoisted(() => {
  const entries = new Map<string, string>();
  const broken = { after: Infinity };
  const fail = (): void => {
    if (broken.after <= 0) throw new Error('The keychain is locked.');
    broken.after -= 1;
  };
  return {
    entries,
    broken,
    getPassword: async (service: string, account: string) => entries.get(`${service}/${account}`) ?? null,
    setPassword: async (service: string, account: string, secret: string) => {
      fail();
      if (secret === '') throw new Error('Password is required.');
      if (Math.max(Buffer.byteLength(secret), Buffer.byteLength(secret, 'utf16le')) > 2560)
        throw new Error('The stub received bad data.');
      if (!secret.isWellFormed()) throw new Error('Half a character.');
      entries.set(`${service}/${account}`, secret);
    },
    deletePassword: async (service: string, account: string) => entries.delete(`${service}/${account}`),
  };
});
vi.mock('keytar', () => ({ default: keychain }));

beforeEach(() => {
  keychain.entries.clear();
  keychain.broken.after = Infinity;
});

describe('secrets', () => {
  const secrets = createSecrets();
  const { key, cert } = selfSigned();

  it.each([
    ['a client secret', 'Abc~123', 1],
    ['one that fills an entry', 'x'.repeat(1200), 1],
    ['one more', 'x'.repeat(1201), 2],
    ['a private key with its certificate', `${key}${cert}`, 3],
    ['letters of two bytes', 'ä'.repeat(1201), 2],
    ['letters of three bytes', '鍵'.repeat(1600), 2],
    ['characters outside the basic plane', '🔑'.repeat(601), 2],
    ['what only looks like a part', 'in two entries: or so', 1],
  ])('%s comes back as it was, and goes whole', async (_, secret, entries) => {
    await secrets.save('anna at host', secret);
    expect(keychain.entries.size).toBe(entries);
    expect(await secrets.read('anna at host')).toBe(secret);
    await secrets.remove('anna at host');
    expect([...keychain.entries]).toEqual([]);
    expect(await secrets.read('anna at host')).toBeNull();
  });

  it('a shorter secret leaves nothing of a longer one behind', async () => {
    await secrets.save('a', 'long '.repeat(1000));
    await secrets.save('a', 'short');
    expect([...keychain.entries]).toEqual([['Jobwatch/a', 'short']]);
  });

  it('keeps accounts apart', async () => {
    await secrets.save('a', 'x'.repeat(3000));
    await secrets.save('b', 'other');
    await secrets.remove('a');
    expect([...keychain.entries.keys()]).toEqual(['Jobwatch/b']);
    expect(await secrets.read('b')).toBe('other');
  });

  it('half a secret is none', async () => {
    keychain.broken.after = 2;
    await expect(secrets.save('a', 'x'.repeat(3000))).rejects.toMatchObject({
      problem: { code: 'keychainUnavailable', detail: 'The keychain is locked.' },
    });
    expect(await secrets.read('a')).toBeNull();
    keychain.broken.after = Infinity;
    await secrets.save('a', 'x'.repeat(3000));
    keychain.entries.delete('Jobwatch/a (2)');
    expect(await secrets.read('a')).toBeNull();
  });

  it('an empty secret is none', async () => {
    await secrets.save('a', 'something');
    await secrets.save('a', '');
    expect(await secrets.read('a')).toBeNull();
  });
});
