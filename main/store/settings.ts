import { z } from 'zod';
import { connectionSchema } from '../../shared/connection.ts';
import type { Connection } from '../../shared/connection.ts';
import { defaultListSettings, listSettingsSchema } from '../../shared/list-settings.ts';
import type { ListSettings } from '../../shared/list-settings.ts';
import { defaultNetworkSettings, networkSettingsSchema } from '../../shared/network.ts';
import type { NetworkSettings } from '../../shared/network.ts';
import { defaultPolicy, policySchema } from '../../shared/policy.ts';
import type { Policy } from '../../shared/policy.ts';
import { defaultPreferences, preferencesSchema } from '../../shared/preferences.ts';
import type { Preferences } from '../../shared/preferences.ts';
import { setupSchema } from '../../shared/state.ts';
import type { Setup } from '../../shared/state.ts';
import { mend, withStrange } from './mend.ts';
import type { Mended } from './mend.ts';

const pauseSchema = z.object({
  /** When it ends (UTC ms); null where somebody has to end it. */
  until: z.number().nullable(),
});

const customerIdsSchema = z.object({ all: z.array(z.string()) });

export type PauseSetting = z.infer<typeof pauseSchema>;

/** Where settings are kept: a document by key. electron-store is one. */
export interface Document {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  delete(key: string): void;
}

/** The settings of the program; each is checked when it is read, and what is damaged falls back to its default. */
export interface Settings {
  readonly connection: Connection | null;
  readonly preferences: Preferences;
  readonly policy: Policy;
  readonly network: NetworkSettings;
  /** The pause that a person has asked for; null where there is none. */
  readonly pause: PauseSetting | null;
  readonly list: ListSettings;
  readonly setup: Setup;
  /** The customers that were entered by hand; empty where they are listed. */
  readonly customerIds: readonly string[];
  saveConnection(connection: Connection | null, customerIds: readonly string[]): void;
  saveNetwork(network: NetworkSettings): void;
  savePreferences(preferences: Preferences): void;
  savePolicy(policy: Policy): void;
  savePause(pause: PauseSetting | null): void;
  saveList(list: ListSettings): void;
  saveSetup(setup: Setup): void;
}

interface Section<T> {
  read: () => T;
  /** Throws where it is none. */
  save: (value: T) => void;
}

/** What is read at each poll is parsed again only where the document holds another value. */
function parsedOnce<T>(read: () => unknown, parse: (kept: unknown) => T): () => T {
  let last: { kept: unknown; parsed: T } | null = null;
  return () => {
    const kept = read();
    if (last === null || last.kept !== kept) last = { kept, parsed: parse(kept) };
    return last.parsed;
  };
}

/**
 * Settings over a document; throws where the disk does not take them. `warn` is told once of each section in which
 * something cannot be used.
 */
export function createSettings(document: Document, warn: (text: string) => void = () => undefined): Settings {
  const warned = new Set<string>();
  const read = <T extends object>(
    key: string,
    schema: z.ZodType<T>,
    defaults: T,
    kept: unknown,
  ): Mended<T> => {
    const mended = mend(schema, defaults, kept);
    if (mended.unusable.length > 0 && !warned.has(key)) {
      warned.add(key);
      warn(sentenceOf(key, mended.unusable));
    }
    return mended;
  };
  const section = <T extends object>(key: string, schema: z.ZodType<T>, defaults: T): Section<T> => ({
    read: parsedOnce(
      () => document.get(key),
      (kept) => read(key, schema, defaults, kept).value,
    ),
    save: (value) => {
      const parsed = schema.parse(value);
      document.set(key, withStrange(parsed, read(key, schema, defaults, document.get(key)).strange));
    },
  });
  const policy = section('policy', policySchema, defaultPolicy);
  const preferences = section('preferences', preferencesSchema, defaultPreferences);
  const network = section('network', networkSettingsSchema, defaultNetworkSettings);
  const list = section('list', listSettingsSchema, defaultListSettings);
  return {
    get connection() {
      const kept = z.record(z.string(), z.unknown()).safeParse(document.get('connection'));
      if (!kept.success) return null;
      // One that was kept before the generation could be chosen finds it out.
      return connectionSchema
        .nullable()
        .catch(null)
        .parse({ generation: 'automatic', ...kept.data });
    },
    get preferences() {
      return preferences.read();
    },
    get policy() {
      return policy.read();
    },
    get network() {
      return network.read();
    },
    get list() {
      return list.read();
    },
    get customerIds() {
      // One that is damaged must not take the others along: without any, all that are listed are watched.
      const all = document.get('customerIds');
      return read('customerIds', customerIdsSchema, { all: [] }, { all }).value.all;
    },
    get setup() {
      // Who was connected before there were steps needs none.
      const before = document.get('connection') === undefined ? 'connection' : 'done';
      return setupSchema.catch(before).parse(document.get('setup'));
    },
    get pause() {
      return pauseSchema
        .nullable()
        .catch(null)
        .parse(document.get('pause') ?? null);
    },
    savePause: (pause) => {
      if (pause === null) document.delete('pause');
      else document.set('pause', pause);
    },
    saveNetwork: network.save,
    saveConnection: (connection, customerIds) => {
      document.set('customerIds', customerIds);
      if (connection === null) document.delete('connection');
      else document.set('connection', connectionSchema.parse(connection));
    },
    savePreferences: preferences.save,
    saveList: list.save,
    saveSetup: (setup) => {
      document.set('setup', setup);
    },
    savePolicy: policy.save,
  };
}

/** Names of what cannot be used that a line of the log tells. */
const mostNamed = 5;

/** What a person reads of it in the log: where it stands, and not what, which may be a customer's name. */
function sentenceOf(section: string, unusable: readonly string[]): string {
  const places = unusable
    .slice(0, mostNamed)
    .map((place) => (place === '' ? section : `${section}.${place}`));
  const more = unusable.length - places.length;
  const all = more > 0 ? [...places, `${more} more`] : places;
  return `cannot be used, and are left out or have their defaults: ${all.join(', ')}`;
}
