/** What the Desktop Entry Specification 1.5 reserves within an argument of Exec that stands in quotes. */
const reserved = /["`$\\]/g;

/**
 * The file that starts a program with the session. Source: Desktop Entry Specification 1.5, "The Exec key": an argument
 * in quotes, its reserved characters escaped, a percent sign doubled, and then escaped once more as a string value.
 */
export function autostartEntry(executable: string, args: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Jobwatch',
    'Comment=A tray monitor for AvePoint backup jobs',
    ...linesOf(executable, args),
    'Icon=jobwatch',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** The lines that name the program. */
function linesOf(executable: string, args: readonly string[]): [exec: string, tryExec: string] {
  const quoted = `"${executable.replaceAll(reserved, '\\$&')}"`.replaceAll('%', '%%');
  return [
    `Exec=${[quoted, ...args].join(' ').replaceAll('\\', '\\\\')}`,
    // Where the program has gone, the entry is passed over.
    `TryExec=${executable.replaceAll('\\', '\\\\')}`,
  ];
}

/** Whether a desktop would start it: some switch an entry off in the file, and not by removing it. */
export function isActive(entry: string): boolean {
  const value = (key: string): string | undefined => valueOf(entry, key)?.toLowerCase();
  return value('Hidden') !== 'true' && value('X-GNOME-Autostart-enabled') !== 'false';
}

/** The file without which a desktop passes the entry over; null where it names none. */
export function neededFile(entry: string): string | null {
  return valueOf(entry, 'TryExec')?.replaceAll('\\\\', '\\') ?? null;
}

/**
 * The entry as it starts another executable, with whatever a desktop or a person has added to it. Null where there is
 * nothing to change: it starts that one, is switched off, or starts something in a way that is not ours.
 */
export function movedEntry(entry: string, executable: string, args: readonly string[]): string | null {
  const present = neededFile(entry);
  if (present === null || present === executable || !isActive(entry)) return null;
  const old: string[] = linesOf(present, args);
  const moved = linesOf(executable, args);
  const lines = entry.split('\n');
  if (!old.every((line) => lines.includes(line))) return null;
  return lines.map((line) => moved[old.indexOf(line)] ?? line).join('\n');
}

const valueOf = (entry: string, key: string): string | undefined =>
  new RegExp(`^${key}\\s*=\\s*(.*?)\\s*$`, 'mi').exec(entry)?.[1];
