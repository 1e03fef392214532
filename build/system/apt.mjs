import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether packages are managed by apt here: the Debian family. */
export const isDebian = existsSync('/usr/bin/apt-get');

/** Whether this process may install them. */
export const isRoot = process.getuid?.() === 0;

/**
 * The packages under the names that this release gives them: Debian 13 and Ubuntu 24.04 append `t64` to some.
 * @param {readonly string[]} names
 * @returns {string[]}
 */
export function namedHere(names) {
  return names.map((name) => (name.startsWith('lib') && exists(`${name}t64`) ? `${name}t64` : name));
}

/** @param {string} name */
function exists(name) {
  return spawnSync('apt-cache', ['show', '--no-all-versions', name], { stdio: 'ignore' }).status === 0;
}

/** Reads the package lists anew; on a fresh machine there are none. */
export function update() {
  apt(['update', '-q']);
}

/**
 * Installs packages with no question asked and nothing that is merely recommended.
 * @param {readonly string[]} names
 */
export function install(names) {
  apt(['install', '-y', '-q', '--no-install-recommends', ...names]);
}

/**
 * @param {readonly string[]} args
 * @throws with what apt printed, where it fails
 */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', args, { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${done.stdout}${done.stderr}`);
}

/**
 * What a person types to get the same.
 * @param {readonly string[]} names
 * @returns {string}
 */
export function command(names) {
  const sudo = isRoot ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${names.join(' ')}`;
}
