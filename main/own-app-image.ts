import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';

/**
 * The AppImage that this program runs from; undefined where it runs from none. A terminal or browser that is an AppImage
 * itself leaves APPIMAGE to all that is started from it. So the variable is believed only where the executable lies in
 * APPDIR, the folder at which the AppImage is mounted.
 */
export function ownAppImage({ env, execPath }: Pick<NodeJS.Process, 'env' | 'execPath'>): string | undefined {
  const { APPIMAGE: file = '', APPDIR: folder = '' } = env;
  if (file === '' || folder === '') return undefined;
  return isBelow(folder, execPath) ? file : undefined;
}

/** By the real paths: the kernel tells that of the executable, and TMPDIR may lead over a link. */
function isBelow(folder: string, file: string): boolean {
  try {
    const way = relative(realpathSync(folder), realpathSync(file));
    return way !== '' && way.split(sep, 1)[0] !== '..';
  } catch {
    return false;
  }
}
