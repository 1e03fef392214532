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

const pauseSchema = z.object({
  /** When it ends (UTC ms); null where somebody has to end it. */
  until: z.number().nullable(),
});

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

/** What is read at each poll is parsed again only where the document holds another value. */
function parsedOnce<T>(read: () => unknown, parse: (kept: unknown) => T): () => T {
  let last: { kept: unknown; parsed: T } | null = null;
  return () => {
    const kept = read();
    if (last === null || last.kept !== kept) last = { kept, parsed: parse(kept) };
    return last.parsed;
  };
}

/** Settings over a document; throws where the disk does not take them. */
export function createSettings(document: Document): Settings {
  const policy = parsedOnce(
    () => document.get('policy'),
    (kept) => withDefaults(policySchema, defaultPolicy, kept),
  );
  const preferences = parsedOnce(
    () => document.get('preferences'),
    (kept) => withDefaults(preferencesSchema, defaultPreferences, kept),
  );
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
      return preferences();
    },
    get policy() {
      return policy();
    },
    get network() {
      return networkSettingsSchema.catch(defaultNetworkSettings).parse(document.get('network'));
    },
    get list() {
      return withDefaults(listSettingsSchema, defaultListSettings, document.get('list'));
    },
    get customerIds() {
      return z.array(z.string()).catch([]).parse(document.get('customerIds'));
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
    saveNetwork: (network) => {
      document.set('network', networkSettingsSchema.parse(network));
    },
    saveConnection: (connection, customerIds) => {
      document.set('customerIds', customerIds);
      if (connection === null) document.delete('connection');
      else document.set('connection', connectionSchema.parse(connection));
    },
    savePreferences: (preferences) => {
      document.set('preferences', preferencesSchema.parse(preferences));
    },
    saveList: (list) => {
      document.set('list', listSettingsSchema.parse(list));
    },
    saveSetup: (setup) => {
      document.set('setup', setup);
    },
    savePolicy: (policy) => {
      document.set('policy', policySchema.parse(policy));
    },
  };
}

/**
 * What was kept, over the defaults, so that a setting that came later has its default; all
 * defaults where it is damaged.
 */
function withDefaults<T extends object>(schema: z.ZodType<T>, defaults: T, kept: unknown): T {
  return schema.catch(defaults).parse(typeof kept === 'object' ? { ...defaults, ...kept } : defaults);
}
