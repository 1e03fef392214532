import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Bus } from '../desktop/bus.ts';
import { startChild } from '../desktop/child.ts';
import type { Child } from '../desktop/child.ts';
import type { Desktop } from '../desktop/session.ts';

/** The Debian package of each program that the picture needs. */
const packageOf: Readonly<Record<string, string>> = {
  xfwm4: 'xfwm4',
  'xfce4-panel': 'xfce4-panel',
  'xfce4-notifyd': 'xfce4-notifyd',
  xfconfd: 'xfconf',
  import: 'imagemagick',
  xdotool: 'xdotool',
  xsetroot: 'x11-xserver-utils',
};

/** Xfce keeps those that the bus starts beside its libraries. */
const libraries = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/xfce4`;
const folders = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  join(libraries, 'notifyd'),
  join(libraries, 'xfconf'),
];

const pathOf = (program: string): string | undefined =>
  folders.map((folder) => join(folder, program)).find((path) => existsSync(path));

/** The Debian packages that this machine lacks for the picture; it wants none of them otherwise. */
export function missingPackages(): string[] {
  const missing = Object.entries(packageOf).filter(([program]) => pathOf(program) === undefined);
  return [...new Set(missing.map(([, name]) => name))];
}

/** A panel at the top with window buttons, status tray and clock; notifications stay until they are taken down. */
const settings = (dark: boolean): Readonly<Record<string, string>> => ({
  'xfce4-panel': `
    <property name="configver" type="int" value="2"/>
    <property name="panels" type="array">
      <value type="int" value="1"/>
      <property name="dark-mode" type="bool" value="${dark}"/>
      <property name="panel-1" type="empty">
        <property name="position" type="string" value="p=6;x=0;y=0"/>
        <property name="position-locked" type="bool" value="true"/>
        <property name="length" type="uint" value="100"/>
        <property name="size" type="uint" value="30"/>
        <property name="icon-size" type="uint" value="22"/>
        <property name="plugin-ids" type="array">
          <value type="int" value="1"/><value type="int" value="2"/><value type="int" value="3"/>
          <value type="int" value="4"/><value type="int" value="5"/>
        </property>
      </property>
    </property>
    <property name="plugins" type="empty">
      <property name="plugin-1" type="string" value="tasklist">
        <property name="show-handle" type="bool" value="false"/>
      </property>
      <property name="plugin-2" type="string" value="separator">
        <property name="expand" type="bool" value="true"/><property name="style" type="uint" value="0"/>
      </property>
      <property name="plugin-3" type="string" value="notification-plugin"/>
      <property name="plugin-4" type="string" value="systray">
        <property name="square-icons" type="bool" value="true"/>
      </property>
      <property name="plugin-5" type="string" value="clock"/>
    </property>`,
  'xfce4-notifyd': `
    <property name="initial-opacity" type="double" value="1"/>
    <property name="do-slideout" type="bool" value="false"/>`,
});

function writeSettings(env: Desktop['env'], dark: boolean): void {
  const folder = join(env['XDG_CONFIG_HOME'] ?? '', 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  mkdirSync(folder, { recursive: true });
  for (const [channel, properties] of Object.entries(settings(dark))) {
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<channel name="${channel}" version="1.0">${properties}\n</channel>\n`;
    writeFileSync(join(folder, `${channel}.xml`), text);
  }
}

/**
 * Starts window manager, panel and notification daemon on a bare desktop, one after the other; returns what ends them.
 */
export async function startXfce(desktop: Desktop, dark: boolean): Promise<() => Promise<void>> {
  const { env } = desktop;
  writeSettings(env, dark);
  const bus = await Bus.connect(env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  const children: Child[] = [];
  const launch = async (program: string, name: string | null, args: string[] = []): Promise<void> => {
    const owned = name === null ? null : bus.ownerOf(name);
    children.push(startChild(pathOf(program) ?? program, args, { env }));
    await owned;
  };
  await launch('xfconfd', 'org.xfce.Xfconf');
  await launch('xfwm4', null, ['--compositor=off']);
  await launch('xfce4-notifyd', 'org.freedesktop.Notifications');
  await launch('xfce4-panel', 'org.kde.StatusNotifierWatcher', ['--disable-wm-check']);
  bus.close();
  // Not before a program of the desktop holds the display: with its last client gone, Xvfb forgets what was painted.
  execFileSync('xsetroot', ['-solid', '#54687c'], { env });
  return async () => {
    for (const child of children.reverse()) await child.stop();
  };
}
