import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Arch, archFromString, build as makePackages, Platform } from 'electron-builder';
import { build } from './built.mjs';
import { targetsByArch, unpackedProgram } from './package/archs.mjs';
import { bundledPackages, licencesOf } from './package/bundled.mjs';
import { readConfig, readManifest } from './package/config.mjs';
import { gaps, linkedPackages } from './package/depends.mjs';
import { looseFuses } from './package/fuses.mjs';
import { planPackages } from './package/plan.mjs';
import { refusals } from './package/release.mjs';
import { sbomOf } from './package/sbom.mjs';
import { isProgram, say, warn } from './program.mjs';
import { findRuntime } from './runtime.mjs';
import { projectRoot } from './runtime/places.mjs';
import { ensureTools, has } from './system/tools.mjs';

const output = join(projectRoot, 'dist');
const licences = join(projectRoot, 'out', 'licences.txt');

/** Something that a person has to put right; the message says what. */
class PackageError extends Error {}

/**
 * What is to be made.
 * @typedef {object} Wish
 * @property {boolean} release refuse whatever may not be handed to users
 * @property {readonly string[]} [targets] these alone, of those that this machine can make
 * @property {boolean} [ownArch] for this machine's processor alone
 * @property {string} [version] another one than package.json's, to try an upgrade
 */

/**
 * Makes all the packages that this machine can make, with a bill of materials; says what it left out and why.
 * @param {Wish} wish
 * @returns {Promise<string[]>} the paths of the packages
 */
export async function makeAll({ release, targets, ownArch = false, version }) {
  const runtime = await findRuntime(say);
  say(runtime.reason);
  const official = isOfficial(runtime);
  if (!official) ensureTools(say);
  const plan = planPackages({
    platform: process.platform,
    official,
    sevenZip: has('7za'),
    dpkg: has('dpkg-deb'),
    rpmbuild: has('rpmbuild'),
  });
  const wished = plan.targets.filter((target) => targets?.includes(target) ?? true);
  const listed = listedHere();
  // Any other Electron than the official one is there for one processor.
  const made = targetsByArch(wished, listed, official && !ownArch ? null : ownArchName);
  rmSync(output, { recursive: true, force: true });
  build();
  const bundled = bundledPackages();
  writeFileSync(licences, licencesOf(bundled));
  const files = await pack(made, official ? null : runtime, version, release);
  const bill = join(output, `Jobwatch-${version ?? readManifest().version}.cdx.json`);
  writeFileSync(bill, sbomOf(bundled, runtime.version));
  await verify(runtime, release, [...made.keys()]);
  writeFileSync(join(output, `SHA256SUMS-${process.platform}`), sumsOf([...files, bill]));
  for (const { target, why } of plan.left) say(`Left out: ${target}, which ${why}`);
  for (const arch of new Set(listed.flatMap((one) => one.arch)))
    if (!made.has(arch) && !ownArch) say(`Left out: ${arch}, for which this Electron is not`);
  for (const file of [...files, bill]) say(`Made: ${file}`);
  return files;
}

/**
 * Packs what is built as it would be installed, to look at it; the packages that were made before stay as they are.
 * @param {string} folder where to
 * @returns {Promise<string>} the folder of the program
 */
export async function packUnpacked(folder) {
  const runtime = await findRuntime(say);
  writeFileSync(licences, licencesOf(bundledPackages()));
  const made = targetsByArch(['dir'], listedHere(), ownArchName);
  await pack(made, isOfficial(runtime) ? null : runtime, undefined, false, folder);
  return unpackedProgram(folder, process.platform, ownArchName, readConfig()).folder;
}

/** This machine's processor, by electron-builder's name. */
const ownArchName = Arch[archFromString(process.arch)];

/** What electron-builder.yml lists for this system. */
function listedHere() {
  const { linux, mac, win } = readConfig();
  return (process.platform === 'darwin' ? mac : process.platform === 'win32' ? win : linux).target;
}

/** @param {import('./runtime.mjs').Runtime} runtime */
const isOfficial = ({ source }) => source === 'downloaded' || source === 'installed';

/**
 * Checksums as `sha256sum --check` reads them.
 * @param {readonly string[]} files
 */
const sumsOf = (files) =>
  files
    .map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`)
    .join('');

/**
 * Runs electron-builder. Without the official Electron it is given the one there is, and what it makes is named as
 * being for verification.
 * @param {ReadonlyMap<string, string[]>} targets of each processor
 * @param {import('./runtime.mjs').Runtime | null} substitute
 * @param {string | undefined} version
 * @param {boolean} release
 * @param {string} [folder] where to
 */
async function pack(targets, substitute, version, release, folder = output) {
  const scratch = mkdtempSync(join(tmpdir(), 'jobwatch-package-'));
  const mark = release ? '' : 'verification-';
  const artifactName = `\${productName}-\${version}-${mark}\${os}-\${arch}.\${ext}`;
  try {
    if (substitute !== null) useOwnTools();
    const electron =
      substitute === null
        ? {}
        : {
            electronDist: cleaned(substitute.executable, scratch),
            electronVersion: substitute.version,
            // Nobody downloads it: quick to make goes before small.
            deb: { compression: /** @type {const} */ ('gz') },
          };
    return await makePackages({
      targets: new Map([
        [Platform.current(), new Map([...targets].map(([arch, names]) => [archFromString(arch), names]))],
      ]),
      projectDir: projectRoot,
      publish: 'never',
      config: {
        extends: join(projectRoot, 'electron-builder.yml'),
        directories: { output: folder },
        artifactName,
        ...electron,
        ...(version === undefined ? {} : { extraMetadata: { version } }),
      },
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * electron-builder's own tools are downloads; these of the system's do instead. Source: its
 * docs, environment variables.
 */
function useOwnTools() {
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] = '/usr/bin/7za';
  process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] = '6';
  process.env['CUSTOM_FPM_PATH'] = join(projectRoot, 'build', 'package', 'fpm.mjs');
}

/**
 * A copy of an unpacked Electron without its default application, as electron-builder makes of a download.
 * @param {string} executable
 * @param {string} scratch
 */
function cleaned(executable, scratch) {
  const copy = join(scratch, 'electron');
  mkdirSync(copy);
  cpSync(dirname(executable), copy, { recursive: true });
  for (const name of ['resources/default_app.asar', 'version']) rmSync(join(copy, name), { force: true });
  return copy;
}

/**
 * Looks at what was made: its fuses, and on Linux that the deb names every package it needs.
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {boolean} release
 * @param {readonly string[]} archs the processors that it was made for
 */
async function verify(runtime, release, archs) {
  const loose = [];
  const config = readConfig();
  for (const arch of archs) {
    const { folder, binary } = unpackedProgram(output, process.platform, arch, config);
    loose.push(...(await looseFuses(binary)));
    if (process.platform === 'linux' && has('readelf')) {
      const { packages, unknown } = linkedPackages(folder);
      const missing = [...gaps(packages, config.deb.depends), ...unknown];
      if (missing.length > 0) throw new PackageError(`deb.depends lacks ${missing.join(', ')}.`);
    }
  }
  if (loose.length > 0)
    throw new PackageError(`Fuses not as electron-builder.yml says: ${loose.join(', ')}.`);
  const { version, homepage, author } = readManifest();
  const why = refusals({
    runtime: runtime.source,
    changes: git('status', '--porcelain'),
    tag: git('describe', '--tags', '--exact-match'),
    version,
    homepage,
    email: author.email,
    looseFuses: loose,
  });
  if (release && why.length > 0) throw new PackageError(`No release:\n  ${why.join('\n  ')}`);
  say(
    why.length === 0 ? 'This may be released.' : `For verification alone, no release:\n  ${why.join('\n  ')}`,
  );
}

/**
 * @param {readonly string[]} args
 * @returns {string | null} what git says; null where it says nothing
 */
function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: projectRoot, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

if (isProgram(import.meta.url)) {
  try {
    await makeAll({ release: process.argv.includes('--release') });
  } catch (error) {
    warn(error instanceof PackageError ? error.message : String(error));
    process.exitCode = 1;
  }
}
