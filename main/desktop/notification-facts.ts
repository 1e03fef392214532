import { Notification } from 'electron';
import { z } from 'zod';
import type { Bus } from './session-bus.ts';

const daemon = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};
const serverSchema = z.tuple([z.string(), z.string(), z.string(), z.string()]);
const capabilitiesSchema = z.tuple([z.array(z.string())]);

/** What shows notifications here, in words: on Linux which program and what it can do. */
export async function notificationFacts(openBus: () => Promise<Bus | null>): Promise<string> {
  const bus = process.platform === 'linux' ? await openBus() : null;
  if (bus === null) return Notification.isSupported() ? 'supported by the system' : 'not supported';
  try {
    const [name, , version] = serverSchema.parse(await bus.call(daemon, 'GetServerInformation'));
    const [capabilities] = capabilitiesSchema.parse(await bus.call(daemon, 'GetCapabilities'));
    return `${name} ${version} (${[...capabilities].sort().join(', ')})`;
  } catch {
    // Nobody has that name, or somebody who does not speak this.
    return 'no program on this desktop shows them';
  }
}
