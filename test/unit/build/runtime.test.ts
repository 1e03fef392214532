import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findRuntime } from '../../../build/runtime.mjs';
import { unpack } from '../../../build/runtime/fallback.mjs';
import { download, failedLately } from '../../../build/runtime/official.mjs';
import { cacheFolder, executableName } from '../../../build/runtime/places.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobwatch-runtime-'));
  vi.stubEnv('electron_config_cache', join(folder, 'cache'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('the npm package', () => {
  const names = ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'];

  /** An archive laid out as the package is, with the modes lost; its path and its integrity. */
  function archive(): { tarball: string; integrity: string } {
    mkdirSync(join(folder, 'package/bin'), { recursive: true });
    for (const name of names) writeFileSync(join(folder, 'package/bin', name), name, { mode: 0o644 });
    const tarball = join(folder, 'package.tgz');
    execFileSync('tar', ['-czf', tarball, '-C', folder, 'package']);
    const digest = createHash('sha512').update(readFileSync(tarball)).digest('base64');
    return { tarball, integrity: `sha512-${digest}` };
  }

  it('is unpacked, and its programs can be run', async () => {
    const { tarball, integrity } = archive();
    const target = join(folder, 'dist');
    await unpack(tarball, integrity, target);
    expect(readdirSync(target).sort()).toEqual([...names].sort());
    for (const name of names) expect(statSync(join(target, name)).mode & 0o777).toBe(0o755);
  });

  it('is refused unopened when it is not the pinned one', async () => {
    const { tarball, integrity } = archive();
    writeFileSync(tarball, Buffer.concat([readFileSync(tarball), Buffer.of(0)]));
    const target = join(folder, 'dist');
    await expect(unpack(tarball, integrity, target)).rejects.toThrow(/^Refused/);
    expect(existsSync(target)).toBe(false);
  });
});

describe('the official download', () => {
  /** A program in place of Electron's installer. */
  function installer(source: string): string {
    const path = join(folder, 'install.cjs');
    writeFileSync(path, source);
    return path;
  }

  it('is given up when it stands still, and that is remembered for a day', async () => {
    expect(failedLately('1.2.3')).toBe(false);
    const stuck = installer('setInterval(() => undefined, 1000);');
    expect(await download('1.2.3', { installer: stuck, patience: 300 })).toBe(false);
    expect(failedLately('1.2.3')).toBe(true);
    expect(failedLately('1.2.4')).toBe(false);
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    utimesSync(join(cacheFolder(), 'jobwatch-no-download-1.2.3'), yesterday, yesterday);
    expect(failedLately('1.2.3')).toBe(false);
  });

  it('is waited for as long as it moves', async () => {
    const slow = installer(`
      const { appendFileSync } = require('node:fs');
      const { join } = require('node:path');
      const { tmpdir } = require('node:os');
      let left = 12;
      setInterval(() => {
        appendFileSync(join(tmpdir(), 'part'), 'x');
        if (--left === 0) process.exit(0);
      }, 150);`);
    expect(await download('1.2.3', { installer: slow, patience: 900 })).toBe(true);
    expect(failedLately('1.2.3')).toBe(false);
  });
});

describe('ELECTRON_OVERRIDE_DIST_PATH', () => {
  it('goes before everything else', async () => {
    const executable = join(folder, executableName());
    mkdirSync(join(executable, '..'), { recursive: true });
    writeFileSync(executable, '');
    writeFileSync(join(folder, 'version'), 'v9.8.7');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    expect(await findRuntime()).toMatchObject({ executable, version: '9.8.7', source: 'override' });
  });

  it('is an error where it holds no Electron', async () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', join(folder, 'nothing'));
    await expect(findRuntime()).rejects.toThrow('holds no Electron');
  });
});
