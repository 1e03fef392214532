import { z } from 'zod';
import type { KeychainProbe, KeychainState } from '../store/keychain-state.ts';
import type { Bus, BusObject } from './session-bus.ts';

const name = 'org.freedesktop.secrets';
const daemon: BusObject = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const service: BusObject = {
  destination: name,
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
};
const collection = 'org.freedesktop.Secret.Collection';

const flagSchema = z.tuple([z.boolean()]);
const namesSchema = z.tuple([z.array(z.string())]);
const pathSchema = z.tuple([z.string()]);
const valueSchema = z.tuple([z.object({ value: z.boolean() })]);

/**
 * How the keychain stands, asked of the Secret Service itself (its API draft 0.2), which shows no dialog for these
 * questions. On macOS and Windows only trying tells.
 */
export function createKeychainProbe(
  platform: NodeJS.Platform,
  sessionBus: () => Promise<Bus | null>,
): KeychainProbe {
  if (platform !== 'linux') return () => Promise.resolve('unknown');
  return async () => {
    const bus = await sessionBus();
    return bus === null ? 'missing' : stateOn(bus);
  };
}

async function stateOn(bus: Bus): Promise<KeychainState> {
  try {
    const [isThere] = flagSchema.parse(await bus.call(daemon, 'NameHasOwner', 's', [name]));
    if (!isThere) {
      const [startable] = namesSchema.parse(await bus.call(daemon, 'ListActivatableNames'));
      return startable.includes(name) ? 'unknown' : 'missing';
    }
    const [path] = pathSchema.parse(await bus.call(service, 'ReadAlias', 's', ['default']));
    // There is none yet: the first secret makes it, and asks for its password then.
    if (path === '/') return 'unknown';
    const properties = { ...service, path, interface: 'org.freedesktop.DBus.Properties' };
    const [locked] = valueSchema.parse(await bus.call(properties, 'Get', 'ss', [collection, 'Locked']));
    return locked.value ? 'locked' : 'available';
  } catch {
    // A bus that has gone, or a keychain that does not speak this: trying tells.
    return 'unknown';
  }
}
