import type Keytar from 'keytar';
import { z } from 'zod';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import { keychainFailure } from './keychain-state.ts';
import type { KeychainProbe } from './keychain-state.ts';
import type { Document } from './settings.ts';

/** Secrets in the keychain of the operating system and nowhere else, each under the name of an account. */
export interface Secrets {
  /**
   * The secret, or null where the keychain holds none. Throws ServiceFailure (keychainLocked, keychainMissing,
   * keychainRefused).
   */
  read(account: string): Promise<string | null>;
  save(account: string, secret: string): Promise<void>;
  remove(account: string): Promise<void>;
  /** The accounts of every entry that we made and did not remove. */
  made(): readonly string[];
  /** A person is at the screen: a locked keychain may ask for its password once more. */
  mayAsk(): void;
}

export interface SecretsOptions {
  probe: KeychainProbe;
  /** Milliseconds that never go back. */
  elapsed: () => number;
  /** The accounts of every entry that we made and did not remove, kept from one start to the next. */
  accounts: { read(): readonly string[]; save(accounts: readonly string[]): void };
}

/** Who was asked for a password and did not give it is left alone for so long, whatever happens. */
const askEveryMs = 60_000;

/** The name under which a person finds our entries in the keychain. */
const entryName = 'Jobwatch';

/**
 * Bytes that one entry holds: Windows allows 2,560 (CRED_MAX_CREDENTIAL_BLOB_SIZE), and the lead of a first entry needs
 * some. A private key is longer and takes several entries.
 */
const longest = 2400;
const continued = /^in (\d+) entries:/;

/**
 * The keychain through keytar. Its native part is loaded at the first use, since it may be missing a library. A locked
 * keychain asks its person for a password when it is asked: at the start, and when the person wants something of us.
 */
export function createSecrets({ probe, elapsed, accounts }: SecretsOptions): Secrets {
  let mayAsk = true;
  let askedAt = Number.NEGATIVE_INFINITY;

  const withKeychain = async <T>(work: (keytar: typeof Keytar) => Promise<T>): Promise<T> => {
    const state = await probe();
    if (state === 'missing') throw new ServiceFailure(problem('keychainMissing'));
    if (state === 'locked') {
      if (!mayAsk || elapsed() - askedAt < askEveryMs) throw new ServiceFailure(problem('keychainLocked'));
      mayAsk = false;
      askedAt = elapsed();
    }
    try {
      const { default: keytar } = await import('keytar');
      const answer = await work(keytar);
      // A person who does not unlock it leaves it without an answer, which keytar takes for one.
      if (state === 'locked' && (await probe()) === 'locked')
        throw new ServiceFailure(problem('keychainLocked'));
      return answer;
    } catch (error) {
      throw keychainFailure(error);
    }
  };

  const remember = (account: string): void => {
    if (!accounts.read().includes(account)) accounts.save([...accounts.read(), account]);
  };

  /** How many entries a secret takes, told by the first of them. */
  const countOf = (first: string | null): number => Number(continued.exec(first ?? '')?.[1] ?? 1);

  const read = (account: string): Promise<string | null> =>
    withKeychain(async (keytar) => {
      const first = await keytar.getPassword(entryName, account);
      if (first === null) return null;
      const parts = [first.replace(continued, '')];
      for (let part = 2; part <= countOf(first); part += 1) {
        const next = await keytar.getPassword(entryName, partOf(account, part));
        if (next === null) return null;
        parts.push(next);
      }
      return parts.join('');
    });

  const remove = async (account: string): Promise<void> => {
    await withKeychain(async (keytar) => {
      const count = countOf(await keytar.getPassword(entryName, account));
      for (let part = count; part >= 1; part -= 1)
        await keytar.deletePassword(entryName, partOf(account, part));
    });
    // A locked keychain removes nothing and says nothing of it; only now it is known to be gone.
    accounts.save(accounts.read().filter((one) => one !== account));
  };

  return {
    read,
    remove,
    made: accounts.read,
    mayAsk: () => {
      mayAsk = true;
    },
    save: async (account, secret) => {
      await remove(account);
      const parts = partsOf(secret);
      await withKeychain(async (keytar) => {
        remember(account);
        // The first entry, which tells of the others, is written last: half a secret is none.
        for (const [index, text] of [...parts.entries()].reverse()) {
          const lead = index === 0 && parts.length > 1 ? `in ${parts.length} entries:` : '';
          await keytar.setPassword(entryName, partOf(account, index + 1), `${lead}${text}`);
        }
      });
    },
  };
}

/** The names of our entries, kept in the settings: none of them may be left behind when a person signs out. */
export const keptAccounts = (document: Document): SecretsOptions['accounts'] => ({
  read: () => z.array(z.string()).catch([]).parse(document.get('keychainAccounts')),
  save: (accounts) => {
    document.set('keychainAccounts', accounts);
  },
});

/** A text in parts that fit, in UTF-8 as in UTF-16, and none of which ends within a character. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let [part, used] = ['', 0];
  for (const character of text) {
    const bytes = Math.max(Buffer.byteLength(character), 2 * character.length);
    if (used + bytes > longest) {
      parts.push(part);
      [part, used] = ['', 0];
    }
    part += character;
    used += bytes;
  }
  return part === '' ? parts : [...parts, part];
}

const partOf = (account: string, part: number): string => (part === 1 ? account : `${account} (${part})`);
