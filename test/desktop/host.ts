import { runInForeground } from '../../build/child.mjs';
import { startDesktop } from './session.ts';

/**
 * Runs a program on a machine without a display: in a desktop in memory, of which each thing that a person would see
 * there is told in one line. The program keeps the person's own home folder and settings.
 */
const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('Usage: host.ts COMMAND [arguments]');

const tell = (line: string): void => void process.stdout.write(`desktop: ${line}\n`);
const desktop = await startDesktop({
  hearNotification: ({ title, body }) => tell(`notification "${title}", "${body}"`),
  hearTray: ({ tooltip }) => tell(`tray "${tooltip}"`),
});
tell(`display ${desktop.env['DISPLAY'] ?? ''}, bus ${desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''}`);
const names = ['DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'DBUS_SYSTEM_BUS_ADDRESS', 'XDG_RUNTIME_DIR'];
const env: NodeJS.ProcessEnv = { ...process.env };
for (const name of names) env[name] = desktop.env[name];
delete env['ELECTRON_RUN_AS_NODE'];
try {
  process.exitCode = await runInForeground(command, args, env);
} finally {
  await desktop.close();
}
