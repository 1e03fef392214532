import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { command, install, isDebian, isRoot, update } from './apt.mjs';

/** Debian's package for each program with which packages are made without downloads. */
const packageOfTool = { '7za': 'p7zip-full', readelf: 'binutils', 'dpkg-deb': 'dpkg', du: 'coreutils' };

/**
 * Whether a program is on the path.
 * @param {string} name
 */
export function has(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => canRun(join(folder, name)));
}

/**
 * Installs what is missing of these where that is possible, or says the command; what stays missing is done without.
 * @param {(line: string) => void} tell
 */
export function ensureTools(tell) {
  const lacks = Object.entries(packageOfTool).filter(([name]) => !has(name));
  if (lacks.length === 0 || !isDebian) return;
  const packages = lacks.map(([, name]) => name);
  if (!isRoot) {
    tell(`More packages can be made after:\n  ${command(packages)}`);
    return;
  }
  update();
  tell(`Installing with apt-get: ${packages.join(' ')}`);
  install(packages);
}

/** @param {string} file */
function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
