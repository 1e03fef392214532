import { once } from 'node:events';
import { Variant } from '@jellybrick/dbus-next';
import { Bus } from './bus.ts';
import { startChild } from './child.ts';
import type { Child } from './child.ts';
import { until } from './until.ts';

const password = 'jobwatch tests';
const name = 'org.freedesktop.secrets';
const service = {
  destination: name,
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
};
const collection = 'org.freedesktop.Secret.Collection';

export type KeyringState = 'unlocked' | 'locked' | 'none';

/** gnome-keyring with a keyring of its own under the home folder in `env`: unlocked, locked, or not there at all. */
export class Keyring {
  readonly #env: NodeJS.ProcessEnv;
  #daemon: Child | null = null;
  #isMade = false;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** Locks or unlocks it while it runs, as a person does. */
  async turn(locked: boolean): Promise<void> {
    await setLocked(this.#env, locked);
  }

  /** Brings it into this state; resolves when the default collection is so, its secrets kept. */
  async become(state: KeyringState): Promise<void> {
    await this.#daemon?.stop();
    this.#daemon = null;
    if (state === 'none') return;
    if (state === 'locked' && !this.#isMade) {
      // Made with its password; started again without it stays locked, as after a login without one.
      await (await launch(this.#env, true)).stop();
    }
    this.#isMade = true;
    this.#daemon = await launch(this.#env, state === 'unlocked');
  }
}

/** What the keyring's own dialog does with the password that a person has entered. */
const insider = { ...service, interface: 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface' };

/** Locks or unlocks the default collection of a running keyring. */
async function setLocked(env: NodeJS.ProcessEnv, locked: boolean): Promise<void> {
  const bus = await Bus.connect(env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  try {
    const [path] = await bus.call(service, 'ReadAlias', 's', ['default']);
    if (locked) {
      await bus.call(service, 'Lock', 'ao', [[path]]);
      return;
    }
    const [, session] = await bus.call(service, 'OpenSession', 'sv', ['plain', new Variant('s', '')]);
    const secret = [session, Buffer.alloc(0), Buffer.from(password), 'text/plain'];
    await bus.call(insider, 'UnlockWithMasterPassword', 'o(oayays)', [path, secret]);
  } finally {
    bus.close();
  }
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
    // It has its name before it has made or opened its keyring: until then no collection goes by this alias.
    await until(unlock ? 'an open keyring' : 'a locked keyring', async () => {
      const path = String((await bus.call(service, 'ReadAlias', 's', ['default']))[0]);
      if (path === '/') return false;
      const found = await bus.properties({ ...service, path, interface: collection });
      return found.get('Locked') === !unlock;
    });
    return child;
  } finally {
    bus.close();
  }
}
