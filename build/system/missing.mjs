import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../runtime/places.mjs';
import { packageOfProgram, packageOfTestTool } from './packages.mjs';
import { has } from './tools.mjs';

/** Opened by name at run time, so that ldd does not see it: without it Electron shows no notification. */
export const openedByName = ['libnotify.so.4'];

/** keytar's library; ldd of it finds libsecret. */
const keytar = join(projectRoot, `node_modules/keytar/prebuilds/linux-${process.arch}/keytar.node`);

/**
 * The libraries that ldd cannot find for a program or library.
 * @param {string} file
 * @returns {string[]}
 */
function unresolved(file) {
  const text = execFileSync('ldd', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return [...text.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/**
 * Whether the dynamic linker knows a library.
 * @param {string} library
 * @returns {boolean}
 */
function known(library) {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path));
  if (ldconfig === undefined) return true;
  return execFileSync(ldconfig, ['-p'], { encoding: 'utf8' }).includes(`\t${library} `);
}

/**
 * The shared libraries that this Electron and keytar lack.
 * @param {string} executable
 * @returns {string[]}
 */
export function missingLibraries(executable) {
  const files = [executable, keytar].filter((file) => existsSync(file));
  const all = [...files.flatMap(unresolved), ...openedByName.filter((library) => !known(library))];
  return [...new Set(all)].sort();
}

/**
 * The programs of the private desktop that are not on the path.
 * @param {boolean} tests whether those that only tests ask for count, too
 * @returns {string[]}
 */
export function missingPrograms(tests) {
  return Object.keys({ ...packageOfProgram, ...(tests ? packageOfTestTool : {}) }).filter(
    (name) => !has(name),
  );
}

/**
 * Whether there is any outline font.
 * @returns {boolean}
 */
export function hasFont() {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', '.local/share/fonts', '.fonts'];
  return folders.some((folder) => {
    const place = folder.startsWith('/') ? folder : join(homedir(), folder);
    if (!existsSync(place)) return false;
    return readdirSync(place, { recursive: true, encoding: 'utf8' }).some((name) =>
      /\.(ttf|otf|ttc)$/i.test(name),
    );
  });
}
