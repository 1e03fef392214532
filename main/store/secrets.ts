import type Keytar from 'keytar';
import type { Connection } from '../../shared/connection.ts';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';

/** The client secret of a connection, in the keychain of the operating system and nowhere else. */
export interface Secrets {
  /** The secret, or null where the keychain holds none. Throws ServiceFailure (keychainUnavailable). */
  read(connection: Connection): Promise<string | null>;
  save(connection: Connection, secret: string): Promise<void>;
  remove(connection: Connection): Promise<void>;
}

/** The name under which a person finds our entries in the keychain. */
const entryName = 'Jobwatch';

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
  return {
    read: (connection) => withKeychain((keytar) => keytar.getPassword(entryName, accountOf(connection))),
    save: (connection, secret) =>
      withKeychain((keytar) => keytar.setPassword(entryName, accountOf(connection), secret)),
    remove: (connection) =>
      withKeychain(async (keytar) => {
        await keytar.deletePassword(entryName, accountOf(connection));
      }),
  };
}

/** A client ID is unique within the sign-in service that knows it. */
const accountOf = ({ clientId, tokenUrl }: Connection): string => `${clientId} at ${new URL(tokenUrl).host}`;
