import type Keytar from 'keytar';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';

/** Secrets in the keychain of the operating system and nowhere else, each under the name of an account. */
export interface Secrets {
  /** The secret, or null where the keychain holds none. Throws ServiceFailure (keychainUnavailable). */
  read(account: string): Promise<string | null>;
  save(account: string, secret: string): Promise<void>;
  remove(account: string): Promise<void>;
}

/** The name under which a person finds our entries in the keychain. */
const entryName = 'Jobwatch';

/**
 * Bytes that one entry holds: Windows allows 2,560 (CRED_MAX_CREDENTIAL_BLOB_SIZE), and the lead of a first entry needs
 * some. A private key is longer and takes several entries.
 */
const longest = 2400;
const continued = /^in (\d+) entries:/;

/** The keychain through keytar. Its native part is loaded at the first use, since it may be missing a library. */
export function createSecrets(): Secrets {
  const withKeychain = async <T>(work: (keytar: typeof Keytar) => Promise<T>): Promise<T> => {
    try {
      const { default: keytar } = await import('keytar');
      return await work(keytar);
    } catch (error) {
      const detail = error instanceof Error ? error.message.slice(0, 300) : null;
      throw new ServiceFailure(problem('keychainUnavailable', { detail }));
    }
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

  const remove = (account: string): Promise<void> =>
    withKeychain(async (keytar) => {
      const count = countOf(await keytar.getPassword(entryName, account));
      for (let part = count; part >= 1; part -= 1)
        await keytar.deletePassword(entryName, partOf(account, part));
    });

  return {
    read,
    remove,
    save: async (account, secret) => {
      await remove(account);
      const parts = partsOf(secret);
      await withKeychain(async (keytar) => {
        // The first entry, which tells of the others, is written last: half a secret is none.
        for (const [index, text] of [...parts.entries()].reverse()) {
          const lead = index === 0 && parts.length > 1 ? `in ${parts.length} entries:` : '';
          await keytar.setPassword(entryName, partOf(account, index + 1), `${lead}${text}`);
        }
      });
    },
  };
}

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
