import { z } from 'zod';
import type { Connection } from '../../shared/connection.ts';
import type { NetworkSettings } from '../../shared/network.ts';
import type { Credential } from '../avepoint/credential.ts';
import type { Secrets } from './secrets.ts';

/** The credentials of connections and the password of a proxy, as entries of the keychain. */
export interface CredentialStore {
  /** Null where the keychain holds none. Throws ServiceFailure (keychainUnavailable). */
  read(connection: Connection): Promise<Credential | null>;
  save(connection: Connection, credential: Credential): Promise<void>;
  /** Removes the credential of `connection`, unless `successor` uses the very same entry. */
  remove(connection: Connection, successor?: Connection): Promise<void>;
  readProxyPassword(network: NetworkSettings): Promise<string | null>;
  saveProxyPassword(network: NetworkSettings, password: string): Promise<void>;
  /** Removes the password of `network`'s proxy, unless `successor` uses the very same entry. */
  removeProxyPassword(network: NetworkSettings, successor?: NetworkSettings): Promise<void>;
}

const certificateSchema = z.object({
  kind: z.literal('certificate'),
  privateKeyPem: z.string(),
  certificatePem: z.string(),
});
const datedSchema = z.object({ kind: z.literal('secret'), secret: z.string(), expiresAt: z.number() });
const entrySchema = z.discriminatedUnion('kind', [certificateSchema, datedSchema]);

export function createCredentialStore(secrets: Secrets): CredentialStore {
  return {
    read: async (connection) => {
      const entry = await secrets.read(accountOf(connection));
      return entry === null ? null : parse(entry);
    },
    save: (connection, credential) => secrets.save(accountOf(connection), format(credential)),
    remove: async (connection, successor) => {
      const account = accountOf(connection);
      if (successor === undefined || accountOf(successor) !== account) await secrets.remove(account);
    },
    readProxyPassword: async (network) => {
      const account = proxyAccountOf(network);
      return account === null ? null : secrets.read(account);
    },
    saveProxyPassword: async (network, password) => {
      const account = proxyAccountOf(network);
      if (account !== null) await secrets.save(account, password);
    },
    removeProxyPassword: async (network, successor) => {
      const account = proxyAccountOf(network);
      const kept = successor === undefined ? null : proxyAccountOf(successor);
      if (account !== null && account !== kept) await secrets.remove(account);
    },
  };
}

/** A client ID is unique within the sign-in service that knows it. */
const accountOf = ({ clientId, tokenUrl }: Connection): string => `${clientId} at ${new URL(tokenUrl).host}`;

/** Null where the proxy asks for no sign-in. */
const proxyAccountOf = ({ proxy }: NetworkSettings): string | null =>
  proxy.mode === 'manual' && proxy.userName !== '' ? `${proxy.userName} at proxy ${proxy.server}` : null;

/** A secret alone stands as it is, so that a person who opens the keychain finds what AvePoint showed. */
function format(credential: Credential): string {
  const dated = credential.kind === 'certificate' || (credential.expiresAt ?? null) !== null;
  return dated ? JSON.stringify(credential) : credential.secret;
}

function parse(entry: string): Credential {
  const parsed = entrySchema.safeParse(jsonOf(entry));
  return parsed.success ? parsed.data : { kind: 'secret', secret: entry };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
