import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstLine, startChild } from './child.ts';
import { Keyring } from './keyring.ts';
import type { KeyringState } from './keyring.ts';
import { Notifications } from './notifications.ts';
import type { Shown } from './notifications.ts';
import { Tray } from './tray.ts';
import type { TrayItem } from './tray.ts';

export interface DesktopOptions {
  /** The state of the keyring; `none` for a desktop without one. */
  keyring?: KeyringState;
  /** Whether there is a notification daemon. */
  notifications?: boolean;
  /** What the notification daemon says it can do; all of it where it is not said. */
  capabilities?: string[];
  /** Whether there is a panel that shows tray icons. */
  trayHost?: boolean;
  /** Whether there is a display of its own; otherwise that of the person is used. */
  display?: boolean;
  hearNotification?: (shown: Shown) => void;
  hearTray?: (item: TrayItem) => void;
}

/** A desktop of its own, apart from that of the person at the machine. */
export interface Desktop {
  /** The environment for programs that shall live in it: display, bus, and home folder. */
  env: Record<string, string>;
  /** Everything that programs in it leave behind lies below, but their own profiles. */
  home: string;
  keyring: Keyring;
  notifications: Notifications;
  tray: Tray;
  /** Takes the session bus away, and all that is on it. */
  loseBus: () => Promise<void>;
  /** Ends it. Programs in it must have ended before: Electron aborts when its bus goes. */
  close: () => Promise<void>;
}

/** No service folders: nothing of the machine (its keyring, its notification daemon) is started on this bus. */
const busConfiguration = (folder: string): string => `<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Starts a desktop: a display, a session bus, a keyring, a notification daemon and a panel, as far as wanted. */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  // A short path: the address of a Unix socket has about a hundred bytes.
  const home = mkdtempSync(join(tmpdir(), 'jw-'));
  const ends: (() => unknown)[] = [() => rmSync(home, { recursive: true, force: true, maxRetries: 5 })];
  const close = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  try {
    const env = privateEnvironment(home);
    if (options.display ?? true) {
      const display = await startDisplay();
      ends.push(display.stop);
      env['DISPLAY'] = display.name;
    }
    const bus = await startBus(home);
    ends.push(bus.stop);
    env['DBUS_SESSION_BUS_ADDRESS'] = bus.address;
    // The machine's own system bus would tell of the person's network and power; where there is
    // none, Chromium grumbles.
    env['DBUS_SYSTEM_BUS_ADDRESS'] = bus.address;
    const keyring = new Keyring(env);
    await keyring.become(options.keyring ?? 'unlocked');
    ends.push(() => keyring.become('none'));
    const hear = options.hearNotification;
    const notifications = await Notifications.start(bus.address, {
      own: options.notifications ?? true,
      ...(options.capabilities && { capabilities: options.capabilities }),
      ...(hear && { hear }),
    });
    ends.push(() => notifications.close());
    const hearTray = options.hearTray;
    const tray = await Tray.start(bus.address, {
      own: options.trayHost ?? true,
      ...(hearTray && { hear: hearTray }),
    });
    ends.push(() => tray.close());
    return { env, home, keyring, notifications, tray, loseBus: bus.stop, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Everything that leads a program to the person's own desktop or files is taken out or turned elsewhere. */
function privateEnvironment(home: string): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(process.env)) {
    const leads =
      /^(XDG_|DBUS_|GNOME_|KDE_|DESKTOP_|GTK_|SESSION_MANAGER|WAYLAND_|ELECTRON_RUN_AS_NODE)/.test(key);
    if (value !== undefined && !leads) env[key] = value;
  }
  const folders = {
    XDG_RUNTIME_DIR: 'run',
    XDG_CONFIG_HOME: 'config',
    XDG_DATA_HOME: 'data',
    XDG_CACHE_HOME: 'cache',
    TMPDIR: 'tmp',
  };
  for (const [key, name] of Object.entries(folders)) {
    env[key] = join(home, name);
    mkdirSync(join(home, name), { mode: 0o700 });
  }
  return { ...env, HOME: home, XDG_SESSION_TYPE: 'x11', NO_AT_BRIDGE: '1' };
}

async function startDisplay(): Promise<{ name: string; stop: () => Promise<void> }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-noreset', '-nolisten', 'tcp'];
  const child = startChild('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  return { name: `:${await firstLine('Xvfb', child, 3)}`, stop: child.stop };
}

async function startBus(home: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const file = join(home, 'bus.conf');
  writeFileSync(file, busConfiguration(home));
  const args = [`--config-file=${file}`, '--print-address=1', '--nofork', '--nopidfile'];
  const child = startChild('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  return { address: await firstLine('dbus-daemon', child, 1), stop: child.stop };
}
