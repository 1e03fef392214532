#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { readFpmArguments } from './fpm-arguments.mjs';

/**
 * Stands in for fpm where that cannot be had, with the arguments that electron-builder gives it, and makes a deb by
 * Debian's own dpkg-deb. For verification: what it makes is installed and tried, and never released.
 */

/** @type {Readonly<Record<string, string>>} */
const compressions = { gz: 'gzip', zst: 'zstd' };
const wanted = readFpmArguments(process.argv.slice(2));
const root = mkdtempSync(join(tmpdir(), 'jobwatch-deb-'));
try {
  for (const { from, to } of wanted.files) place(from, join(root, to));
  chmodSync(root, 0o755);
  const control = join(root, 'DEBIAN');
  mkdirSync(control);
  const fields = { ...wanted.fields, 'Installed-Size': String(kilobytes(root)) };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  writeFileSync(join(control, 'control'), `${lines.join('\n')}\n`);
  for (const [name, script] of Object.entries(wanted.scripts)) {
    cpSync(script, join(control, name));
    chmodSync(join(control, name), 0o755);
  }
  const args = [
    '--root-owner-group',
    `-Z${compressions[wanted.compression] ?? wanted.compression}`,
    '--build',
    root,
    wanted.target,
  ];
  const { status } = spawnSync('dpkg-deb', args, { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}

/**
 * A folder's content where the source ends with a slash, a file otherwise; as fpm does.
 * @param {string} from
 * @param {string} to
 */
function place(from, to) {
  if (statSync(from).isDirectory()) {
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    return;
  }
  const target = to.endsWith('/') ? join(to, basename(from)) : to;
  mkdirSync(dirname(target), { recursive: true });
  cpSync(from, target);
}

/** @param {string} folder */
function kilobytes(folder) {
  const { stdout } = spawnSync('du', ['-sk', folder], { encoding: 'utf8' });
  return Number.parseInt(stdout, 10);
}
