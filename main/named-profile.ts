import { rmdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ofHome = /^~(?:$|[/\\])/;

/**
 * The folder that `--user-data-dir` names, as an absolute path, which is what Electron takes. A relative one is below
 * the working directory. A `~` at the beginning is the home folder: no shell puts it in after an equals sign.
 */
export function namedProfile(named: string, home: string): string {
  return ofHome.test(named) ? join(home, named.slice(1)) : resolve(named);
}

/**
 * Removes the folder called `~` that Chromium has made in the working directory, where it is empty: Chromium reads the
 * switch before the first line of ours does. Somebody who tidied up might remove their home in its place.
 */
export function removeTildeFolder(named: string): void {
  if (!ofHome.test(named)) return;
  const top = resolve('~');
  try {
    for (let folder = resolve(named); !relative(top, folder).startsWith('..'); folder = dirname(folder))
      rmdirSync(folder);
  } catch {
    // It is not there, or it holds something.
  }
}
