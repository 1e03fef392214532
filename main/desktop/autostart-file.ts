import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { autostartEntry, isActive, movedEntry, neededFile } from './autostart-entry.ts';

/** The person's own file that has a desktop start the program with the session. */
export interface AutostartFile {
  /** Whether the desktop starts what it names. */
  isEnabled(): boolean;
  /** Has this executable started from now on. Throws where the file cannot be written. */
  enable(executable: string): void;
  /** Removes the file. Throws where it cannot. */
  disable(): void;
  /**
   * Has this executable started in the place of another one; does nothing where none is, or where the file is not as
   * `enable` writes it. Says whether it did something. Throws where the file cannot be written.
   */
  move(executable: string): boolean;
}

/** What the place of the file depends on. */
export interface AutostartParts {
  env: NodeJS.ProcessEnv;
  home: string;
  /** What the program is started with. */
  args: readonly string[];
}

/** Source: Desktop Application Autostart Specification 0.5. */
export function createAutostartFile({ env, home, args }: AutostartParts): AutostartFile {
  const file = join(configFolder(env, home), 'autostart', 'jobwatch.desktop');
  const read = (): string | null => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return null;
    }
  };
  return {
    isEnabled: () => {
      const entry = read();
      return entry !== null && isActive(entry) && isThere(neededFile(entry));
    },
    enable: (executable) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, autostartEntry(executable, args));
    },
    disable: () => {
      rmSync(file, { force: true });
    },
    move: (executable) => {
      const moved = movedEntry(read() ?? '', executable, args);
      if (moved !== null) writeFileSync(file, moved);
      return moved !== null;
    },
  };
}

/** XDG Base Directory Specification 0.8: an empty variable counts as unset, and a relative path is to be ignored. */
function configFolder({ XDG_CONFIG_HOME: folder = '' }: NodeJS.ProcessEnv, home: string): string {
  return isAbsolute(folder) ? folder : join(home, '.config');
}

/** A mere name is looked up by the desktop. */
function isThere(file: string | null): boolean {
  if (file === null || !isAbsolute(file)) return true;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
