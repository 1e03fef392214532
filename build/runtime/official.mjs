import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, electronPackage, projectRoot } from './places.mjs';

/** How long the download may stand still before it is given up, in milliseconds. */
const patience = 20_000;

/** How long a failed download is remembered, in milliseconds, so that not each command waits for it again. */
const memory = 24 * 60 * 60 * 1000;

/** @param {string} version */
const stampOf = (version) => join(cacheFolder(), `jobwatch-no-download-${version}`);

/**
 * Whether the download of this version failed within the last day on this machine.
 * @param {string} version
 * @returns {boolean}
 */
export function failedLately(version) {
  try {
    const age = Date.now() - statSync(stampOf(version)).mtimeMs;
    return age >= 0 && age < memory;
  } catch {
    return false;
  }
}

/**
 * Downloads the pinned Electron into node_modules/electron/dist by the package's own installer, which checks it
 * against the checksums that the package carries. A download that stands still is given up; a failure is remembered.
 * @param {string} version
 * @param {{ installer?: string, patience?: number }} [options]
 * @returns {Promise<boolean>} whether it is there now
 */
export async function download(version, options = {}) {
  const installer = options.installer ?? join(electronPackage, 'install.js');
  const scratch = mkdtempSync(join(tmpdir(), 'jobwatch-electron-'));
  // The installer downloads into the temporary folder: one of its own lets us see whether anything moves.
  const child = spawn(process.execPath, [installer], {
    cwd: projectRoot,
    env: { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch, ELECTRON_GET_NO_PROGRESS: '1' },
    stdio: 'ignore',
  });
  let seen = -1;
  let moved = Date.now();
  const watch = setInterval(() => {
    const now = bytesIn(scratch) + bytesIn(join(electronPackage, 'dist'));
    if (now !== seen) [seen, moved] = [now, Date.now()];
    else if (Date.now() - moved > (options.patience ?? patience)) child.kill('SIGKILL');
  }, 250);
  const code = await new Promise((/** @type {(code: number | null) => void} */ resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  clearInterval(watch);
  rmSync(scratch, { recursive: true, force: true });
  if (code === 0) rmSync(stampOf(version), { force: true });
  else remember(version);
  return code === 0;
}

/** @param {string} version */
function remember(version) {
  mkdirSync(cacheFolder(), { recursive: true });
  const text = 'Delete this file to try the download of Electron again before a day has passed.\n';
  writeFileSync(stampOf(version), text);
}

/**
 * @param {string} folder
 * @returns {number} the size of everything in it
 */
function bytesIn(folder) {
  let sum = 0;
  try {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      sum += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch {
    return sum;
  }
  return sum;
}
