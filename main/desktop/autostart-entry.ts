/** What the Desktop Entry Specification 1.5 reserves within an argument of Exec that stands in quotes. */
const reserved = /["`$\\]/g;

/**
 * The file that starts a program with the session. Source: Desktop Entry Specification 1.5, "The Exec key": an argument
 * in quotes, its reserved characters escaped, a percent sign doubled, and then escaped once more as a string value.
 */
export function autostartEntry(executable: string, args: readonly string[]): string {
  const quoted = `"${executable.replaceAll(reserved, '\\$&')}"`.replaceAll('%', '%%');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Jobwatch',
    'Comment=A tray monitor for AvePoint backup jobs',
    `Exec=${[quoted, ...args].join(' ').replaceAll('\\', '\\\\')}`,
    // Where the program has gone, the entry is passed over.
    `TryExec=${executable.replaceAll('\\', '\\\\')}`,
    'Icon=jobwatch',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether a desktop would start it: some switch an entry off in the file, and not by removing it. */
export function isActive(entry: string): boolean {
  const value = (key: string): string | undefined =>
    new RegExp(`^${key}\\s*=\\s*(.*?)\\s*$`, 'mi').exec(entry)?.[1]?.toLowerCase();
  return value('Hidden') !== 'true' && value('X-GNOME-Autostart-enabled') !== 'false';
}
