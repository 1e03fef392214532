import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder beside the program that makes it portable. */
export const portableFolder = 'jobwatch-data';

/**
 * Where settings and data are kept, where it is not the system's own place: a folder `jobwatch-data` beside the
 * executable, so that both go about on one stick. An AppImage runs from a mount, so what counts is where its file lies;
 * on macOS what lies somewhere is the bundle. Null where there is no such folder.
 */
export function portableProfile(
  { executable, appImage }: { executable: string; appImage: string | undefined },
  platform: NodeJS.Platform,
): string | null {
  const lies = appImage ?? (platform === 'darwin' ? join(executable, '../../..') : executable);
  const folder = join(dirname(lies), portableFolder);
  return existsSync(folder) ? folder : null;
}
