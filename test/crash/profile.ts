import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectionSchema } from '../../shared/connection.ts';
import { defaultPreferences } from '../../shared/preferences.ts';
import type { Preferences } from '../../shared/preferences.ts';
import { createCredentialStore } from '../../main/store/credentials.ts';
import { createSecrets, keptAccounts } from '../../main/store/secrets.ts';
import { createSettings } from '../../main/store/settings.ts';
import type { Document } from '../../main/store/settings.ts';
import { databaseName } from '../../main/watch.ts';
import type { Simulator } from '../../simulator/index.ts';

/**
 * Leaves a profile as the program itself does once it was connected: settings in their file, the secret in the keyring
 * of this process's bus. Returns where the database will be.
 */
export async function connectProfile(
  profile: string,
  simulator: Simulator,
  preferences: Partial<Preferences> = {},
): Promise<string> {
  const connection = connectionSchema.parse({
    environment: 'custom',
    clientId: simulator.clientId,
    apiBaseUrl: simulator.apiBaseUrl,
    tokenUrl: simulator.tokenUrl,
    generation: 'modern',
  });
  const kept: Record<string, unknown> = {};
  const document: Document = {
    get: (key) => kept[key],
    set: (key, value) => {
      kept[key] = value;
    },
    delete: (key) => {
      Reflect.deleteProperty(kept, key);
    },
  };
  const settings = createSettings(document);
  settings.saveConnection(connection, []);
  // A whole sweep shall fit into the second or two of a round.
  settings.savePreferences({ ...defaultPreferences, perSecond: 50, ...preferences });
  const secrets = createSecrets({
    probe: () => Promise.resolve('available'),
    elapsed: () => performance.now(),
    accounts: keptAccounts(document),
  });
  await createCredentialStore(secrets).save(connection, { kind: 'secret', secret: simulator.clientSecret });
  mkdirSync(profile, { recursive: true });
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(kept));
  return join(profile, 'data', databaseName(connection));
}
