import { z } from 'zod';
import type { Connection } from '../../shared/connection.ts';
import type { NetworkSettings } from '../../shared/network.ts';
import type { Credential } from '../avepoint/credential.ts';
import type { Secrets } from './secrets.ts';

/**
 * The credentials of connections and the password of a proxy, as entries of the keychain. Everything throws
 * ServiceFailure (keychainLocked, keychainMissing, keychainRefused).
 */
export interface CredentialStore {
  /** Null where the keychain holds none. */
  read(connection: Connection): Promise<Credential | null>;
  save(connection: Connection, credential: Credential): Promise<void>;
  /** Keeps it in memory alone, until the program ends or another one takes its place. */
  keepForSession(connection: Connection, credential: Credential): void;
  /** Whether the credential of `connection` is in memory alone. */
  isForSession(connection: Connection): boolean;
  readProxyPassword(network: NetworkSettings): Promise<string | null>;
  saveProxyPassword(network: NetworkSettings, password: string): Promise<void>;
  /** Removes whatever we ever kept but what this connection and this network use; null for none. */
  keepOnly(connection: Connection | null, network: NetworkSettings | null): Promise<void>;
  /** A person is at the screen: a locked keychain may ask for its password. */
  mayAsk(): void;
}

const certificateSchema = z.object({
  kind: z.literal('certificate'),
  privateKeyPem: z.string(),
  certificatePem: z.string(),
});
const datedSchema = z.object({ kind: z.literal('secret'), secret: z.string(), expiresAt: z.number() });
const entrySchema = z.discriminatedUnion('kind', [certificateSchema, datedSchema]);

export function createCredentialStore(secrets: Secrets): CredentialStore {
  const inMemory = new Map<string, Credential>();
  return {
    read: async (connection) => {
      const account = accountOf(connection);
      const kept = inMemory.get(account);
      if (kept !== undefined) return kept;
      const entry = await secrets.read(account);
      return entry === null ? null : parse(entry);
    },
    save: async (connection, credential) => {
      const account = accountOf(connection);
      await secrets.save(account, format(credential));
      inMemory.delete(account);
    },
    keepForSession: (connection, credential) => {
      inMemory.set(accountOf(connection), credential);
    },
    isForSession: (connection) => inMemory.has(accountOf(connection)),
    readProxyPassword: async (network) => {
      const account = proxyAccountOf(network);
      return account === null ? null : secrets.read(account);
    },
    saveProxyPassword: async (network, password) => {
      const account = proxyAccountOf(network);
      if (account !== null) await secrets.save(account, password);
    },
    keepOnly: async (connection, network) => {
      const used = new Set([
        connection === null ? null : accountOf(connection),
        network === null ? null : proxyAccountOf(network),
      ]);
      for (const account of inMemory.keys()) if (!used.has(account)) inMemory.delete(account);
      for (const account of secrets.made()) if (!used.has(account)) await secrets.remove(account);
    },
    mayAsk: secrets.mayAsk,
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
