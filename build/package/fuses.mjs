import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { readConfig } from './config.mjs';

/** The bytes of a fuse. Source: electron/fuses, src/constants.ts, which does not export them. */
const state = { off: 0x30, on: 0x31 };

/** electron-builder's name of each fuse. */
const names = /** @type {const} */ ({
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
});

/**
 * The fuses of a packaged program, read from the binary itself.
 * @param {string} binary
 * @returns {Promise<Record<string, boolean | null>>} null where the binary has none such
 */
export async function readFuses(binary) {
  const wire = await getCurrentFuseWire(binary);
  const stateOf = (/** @type {FuseV1Options} */ fuse) =>
    Number(wire[fuse]) === state.on ? true : Number(wire[fuse]) === state.off ? false : null;
  /** @type {Record<string, boolean | null>} */
  const found = {};
  for (const [name, fuse] of Object.entries(names)) found[name] = stateOf(fuse);
  return found;
}

/**
 * The fuses that a packaged program has otherwise than electron-builder.yml says.
 * @param {string} binary
 * @returns {Promise<string[]>}
 */
export async function looseFuses(binary) {
  const found = await readFuses(binary);
  const wished = readConfig().electronFuses;
  return Object.entries(found).flatMap(([name, state]) => (state === wished[name] ? [] : [name]));
}
