import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keychainFailure } from '../../../main/store/keychain-state.ts';
import type { KeychainState } from '../../../main/store/keychain-state.ts';
import { createSecrets } from '../../../main/store/secrets.ts';
import type { SecretsOptions } from '../../../main/store/secrets.ts';
import type { ServiceFailure } from '../../../main/avepoint/failure.ts';
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
  state = 'available';
  accounts = [];
});

let state: KeychainState = 'available';
let elapsed = 0;
let accounts: readonly string[] = [];
const options: SecretsOptions = {
  probe: () => Promise.resolve(state),
  elapsed: () => elapsed,
  accounts: {
    read: () => accounts,
    save: (names) => {
      accounts = names;
    },
  },
};

describe('secrets', () => {
  const secrets = createSecrets(options);
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
      problem: { code: 'keychainLocked', detail: 'The keychain is locked.' },
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

describe('a keychain that does not answer', () => {
  const codeOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'answered',
      (error: unknown) => (error as ServiceFailure).problem.code,
    );

  it('that is missing is not asked', async () => {
    state = 'missing';
    expect(await codeOf(createSecrets(options).read('a'))).toBe('keychainMissing');
  });

  it('that is locked asks its person once, and again when the person wants something, once a minute at most', async () => {
    const secrets = createSecrets(options);
    const asked = vi.spyOn(keychain, 'getPassword');
    state = 'locked';
    for (let look = 0; look < 5; look += 1) expect(await codeOf(secrets.read('a'))).toBe('keychainLocked');
    expect(asked).toHaveBeenCalledTimes(1);
    secrets.mayAsk();
    expect(await codeOf(secrets.read('a'))).toBe('keychainLocked');
    expect(asked).toHaveBeenCalledTimes(1);
    elapsed += 60_000;
    asked.mockImplementationOnce(async () => {
      state = 'available';
      return 'the secret';
    });
    expect(await secrets.read('a')).toBe('the secret');
    asked.mockRestore();
  });

  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keychainMissing'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'keychainMissing'],
    ['Cannot create an item in a locked collection', 'keychainLocked'],
    ['User interaction is not allowed.', 'keychainRefused'],
  ])('%s', (words, code) => {
    expect(keychainFailure(new Error(words)).problem).toMatchObject({ code, detail: words });
  });
});

it('the names of all entries are kept until they are removed', async () => {
  const secrets = createSecrets(options);
  await secrets.save('a', 'x'.repeat(3000));
  await secrets.save('b', 'other');
  expect(accounts).toEqual(['a', 'b']);
  await secrets.remove('a');
  expect(secrets.made()).toEqual(['b']);
});
