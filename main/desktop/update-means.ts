import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UpdateState } from '../../shared/update.ts';

/** The file in which a package names its feed; electron-builder writes it where its configuration has a `publish`. */
export const feedFile = 'app-update.yml';

export interface Installed {
  platform: NodeJS.Platform;
  /** Where the package's own files lie. */
  resources: string;
  executable: string;
  /** The one that the program runs from, if any. */
  appImage: string | undefined;
}

/**
 * What can be done about a newer version. An AppImage, what the installer for Windows has installed and a bundle of
 * macOS can take the place of the running one; the rest belongs to apt, dnf or whoever unpacked it.
 */
export function updateMeans({ platform, resources, executable, appImage }: Installed): UpdateState['means'] {
  if (!existsSync(join(resources, feedFile))) return 'off';
  const canInstall =
    platform === 'darwin' ||
    (platform === 'linux' && appImage !== undefined) ||
    (platform === 'win32' && existsSync(join(dirname(executable), 'Uninstall Jobwatch.exe')));
  return canInstall ? 'install' : 'tell';
}
