import { once } from 'node:events';
import { Bus } from './bus.ts';
import { startChild } from './child.ts';
import type { Child } from './child.ts';

const password = 'jobwatch tests';
const name = 'org.freedesktop.secrets';
const service = {
  destination: name,
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
};
const collection = 'org.freedesktop.Secret.Collection';

/**
 * Starts gnome-keyring with a keyring of its own under the home folder in `env`, and returns when the default
 * collection is there, unlocked or locked.
 */
export async function startKeyring(env: NodeJS.ProcessEnv, state: 'unlocked' | 'locked'): Promise<Child> {
  const unlocked = await launch(env, true);
  if (state === 'unlocked') return unlocked;
  // The keyring is there now; started again without the password it stays locked, as after a login without one.
  await unlocked.stop();
  return await launch(env, false);
}

async function launch(env: NodeJS.ProcessEnv, unlock: boolean): Promise<Child> {
  const bus = await Bus.connect(env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  const args = ['--foreground', '--components=secrets', ...(unlock ? ['--unlock'] : [])];
  try {
    const owned = bus.ownerOf(name);
    const child = startChild('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
    child.process.stdin?.end(unlock ? password : '');
    const failed = once(child.process, 'exit').then(([code]: unknown[]) => {
      throw new Error(`gnome-keyring-daemon ended with ${String(code)}.`);
    });
    // It ends one day, and by then nobody waits for it here.
    failed.catch(() => undefined);
    await Promise.race([owned, failed]);
    const [path] = await bus.call(service, 'ReadAlias', 's', ['default']);
    const found = await bus.properties({ ...service, path: String(path), interface: collection });
    if (found.get('Locked') !== !unlock)
      throw new Error(`The keyring ${String(path)} did not open or lock as wanted.`);
    return child;
  } finally {
    bus.close();
  }
}
