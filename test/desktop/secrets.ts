import { Variant } from '@jellybrick/dbus-next';
import { Bus } from './bus.ts';

const service = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
};

/** Every secret that a program has put into the keyring under its name, as the keyring itself tells it. */
export async function keyringSecrets(env: NodeJS.ProcessEnv, program: string): Promise<string[]> {
  const bus = await Bus.connect(env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  try {
    const [, session] = await bus.call(service, 'OpenSession', 'sv', ['plain', new Variant('s', '')]);
    const [paths] = await bus.call(service, 'SearchItems', 'a{ss}', [{ service: program }]);
    const [secrets] = await bus.call(service, 'GetSecrets', 'aoo', [paths, session]);
    return Object.values(secrets as Record<string, [string, Buffer, Buffer, string]>).map((secret) =>
      Buffer.from(secret[2]).toString(),
    );
  } finally {
    bus.close();
  }
}
