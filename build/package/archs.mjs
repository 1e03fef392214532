import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A target of electron-builder.yml, and the processors that it is for, by electron-builder's names.
 * @typedef {{ target: string, arch: readonly string[] }} Listed
 */

/**
 * The targets that are made for each processor. electron-builder asks its own list for the processors only where it is
 * given no targets; given some, it takes the processor of this machine alone (core.js, `createTarget`). A target that
 * is not on the list is made for all that are.
 * @param {readonly string[]} targets
 * @param {readonly Listed[]} listed
 * @param {string | null} only the one processor for which something can be made, or is wished; null for all
 * @returns {Map<string, string[]>}
 */
export function targetsByArch(targets, listed, only) {
  if (only !== null) return new Map([[only, [...targets]]]);
  const all = [...new Set(listed.flatMap(({ arch }) => arch))];
  const archsOf = (/** @type {string} */ target) => listed.find((one) => one.target === target)?.arch ?? all;
  return new Map(
    all.flatMap((arch) => {
      const made = targets.filter((target) => archsOf(target).includes(arch));
      // Without a target electron-builder would make what it likes best.
      return made.length === 0 ? [] : [[arch, made]];
    }),
  );
}

/**
 * The program that was packed for a processor, as it would be installed. Throws where it is not there: what nobody
 * finds, nobody has looked at. Source: app-builder-lib, platformPackager.js, `computeAppOutDir`, `addElectronFuses`.
 * @param {string} output where electron-builder puts everything
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 * @param {{ productName: string, executableName: string }} names
 * @returns {{ folder: string, binary: string }}
 */
export function unpackedProgram(output, platform, arch, { productName, executableName }) {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  const [name, way] =
    platform === 'darwin'
      ? [`mac${suffix}`, join(`${productName}.app`, 'Contents', 'MacOS', productName)]
      : platform === 'win32'
        ? [`win${suffix}-unpacked`, `${productName}.exe`]
        : [`linux${suffix}-unpacked`, executableName];
  const folder = join(output, name);
  const binary = join(folder, way);
  if (!existsSync(binary)) throw new Error(`The program for ${arch} is not where it ought to be: ${binary}`);
  return { folder, binary };
}
