import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './runtime/places.mjs';

const sources = [
  'main',
  'preload',
  'renderer',
  'shared',
  'simulator',
  'electron.vite.config.ts',
  'svelte.config.js',
  'package-lock.json',
];

const results = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/**
 * Builds the program where it has not been built since its sources last changed.
 * @param {(line: string) => void} tell
 */
export function ensureBuilt(tell) {
  if (isFresh()) return;
  tell('Building');
  build();
}

/** @throws where the build fails, after it has said why */
export function build() {
  const tool = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [tool, 'build', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, args, { cwd: projectRoot, stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
}

/** @returns {boolean} whether every result is newer than every source */
function isFresh() {
  const paths = results.map((path) => join(projectRoot, path));
  if (!paths.every((path) => existsSync(path))) return false;
  const built = Math.min(...paths.map((path) => statSync(path).mtimeMs));
  return sources.every((path) => newest(join(projectRoot, path)) <= built);
}

/**
 * @param {string} path
 * @returns {number} when anything in it was last changed, folders included, since a file may have been removed
 */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
