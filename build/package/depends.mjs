import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, say } from '../program.mjs';
import { openedByName } from '../system/missing.mjs';
import { packageOfLibrary } from '../system/packages.mjs';

/** Of the C library itself, which every Debian has. */
const ofLibc = /^(ld-linux.*|lib(c|m|dl|pthread|rt|util|resolv)\.so\.\d+)$/;

/**
 * The Debian packages whose libraries the ELF files in a folder link, or open by name.
 * @param {string} folder the unpacked application
 * @returns {{ packages: string[], unknown: string[] }} `unknown`: libraries of no package known to us
 */
export function linkedPackages(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  const own = new Set(files.map((file) => file.slice(file.lastIndexOf('/') + 1)));
  const linked = new Set([...files.filter(isElf).flatMap(needed), ...openedByName]);
  const foreign = [...linked].filter((library) => !own.has(library));
  const packages = new Set(/** @type {string[]} */ ([]));
  const unknown = [];
  for (const library of foreign) {
    const name = ofLibc.test(library) ? 'libc6' : packageOfLibrary[library];
    if (name === undefined) unknown.push(library);
    else packages.add(name);
  }
  return { packages: [...packages].sort(), unknown: unknown.sort() };
}

/**
 * The packages that the files need and the list of dependencies does not name.
 * @param {readonly string[]} packages
 * @param {readonly string[]} depends as in electron-builder.yml: "libasound2 | libasound2t64"
 * @returns {string[]}
 */
export function gaps(packages, depends) {
  const named = new Set(depends.flatMap((line) => line.split('|').map((name) => name.trim())));
  return packages.filter((name) => !named.has(name));
}

/** @param {string} file */
function isElf(file) {
  if (!statSync(file).isFile()) return false;
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(4);
    return readSync(handle, head, 0, 4, 0) === 4 && head.equals(Buffer.from('\x7fELF', 'latin1'));
  } finally {
    closeSync(handle);
  }
}

/**
 * The NEEDED entries of an ELF file.
 * @param {string} file
 * @returns {string[]}
 */
function needed(file) {
  // Unlike objdump, readelf reads the files of every processor.
  const text = execFileSync('readelf', ['--dynamic', '--wide', file], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, LC_ALL: 'C' },
  });
  return [...text.matchAll(/\(NEEDED\).*\[(.+)\]$/gm)].map((match) => match[1] ?? '');
}

if (isProgram(import.meta.url)) {
  const { packages, unknown } = linkedPackages(process.argv[2] ?? 'dist/linux-unpacked');
  for (const name of packages) say(name);
  for (const library of unknown) say(`of no known package: ${library}`);
}
