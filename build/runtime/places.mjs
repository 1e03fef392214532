import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: where package.json is. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The `electron` package, whether its binary is there or not. */
export const electronPackage = join(projectRoot, 'node_modules', 'electron');

/**
 * Where Electron's executable lies inside a distribution. Source: getPlatformPath() in electron/install.js.
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
export function executableName(platform = process.platform) {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * The folder in which Electron's own installer keeps its downloads. Source: @electron/get, which uses
 * env-paths('electron') unless `electron_config_cache` names another.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  if (env['electron_config_cache']) return env['electron_config_cache'];
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'electron');
  if (process.platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'electron', 'Cache');
  }
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'electron');
}

/**
 * The version that a distribution says it is, null where there is none.
 * @param {string} dist
 * @returns {string | null}
 */
export function versionOf(dist) {
  try {
    return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return null;
  }
}

/**
 * The version that package.json pins, null before `npm ci`.
 * @returns {string | null}
 */
export function pinnedVersion() {
  try {
    /** @type {unknown} */
    const manifest = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'));
    if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return null;
    return typeof manifest.version === 'string' ? manifest.version : null;
  } catch {
    return null;
  }
}
