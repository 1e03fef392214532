import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { targetsByArch, unpackedProgram } from '../../../build/package/archs.mjs';
import { readConfig } from '../../../build/package/config.mjs';
import { newFolder } from '../store/folder.ts';

describe('for which processors packages are made', () => {
  const { linux, mac, win } = readConfig();
  const made = (targets: string[], listed = linux.target, only: string | null = null) =>
    Object.fromEntries(targetsByArch(targets, listed, only));

  test('for all that electron-builder.yml lists', () => {
    const all = ['dir', 'tar.gz', 'zip', 'deb', 'rpm', 'AppImage'];
    expect(made(all)).toEqual({ x64: all, arm64: all });
    expect(made(['dir', 'zip', 'nsis'], win.target)).toEqual({
      x64: ['dir', 'zip', 'nsis'],
      arm64: ['dir', 'zip', 'nsis'],
    });
    expect(made(['dir', 'zip', 'dmg'], mac.target)).toEqual({ universal: ['dir', 'zip', 'dmg'] });
  });

  test('each target for its own, and none for a processor without a target', () => {
    const listed = [
      { target: 'deb', arch: ['x64', 'arm64'] },
      { target: 'rpm', arch: ['x64'] },
      { target: 'snap', arch: ['armv7l'] },
    ];
    expect(made(['deb', 'rpm'], listed)).toEqual({ x64: ['deb', 'rpm'], arm64: ['deb'] });
  });

  test('for one alone, where there is an Electron for no other', () => {
    expect(made(['dir', 'deb'], linux.target, 'x64')).toEqual({ x64: ['dir', 'deb'] });
  });
});

describe('the packed program', () => {
  const names = { productName: 'Jobwatch', executableName: 'jobwatch' };
  const find = (output: string, platform: NodeJS.Platform, arch: string) =>
    unpackedProgram(output, platform, arch, names);

  test.each([
    ['linux', 'x64', 'linux-unpacked', 'jobwatch'],
    ['linux', 'arm64', 'linux-arm64-unpacked', 'jobwatch'],
    ['win32', 'x64', 'win-unpacked', 'Jobwatch.exe'],
    ['win32', 'arm64', 'win-arm64-unpacked', 'Jobwatch.exe'],
    ['darwin', 'x64', 'mac', 'Jobwatch.app/Contents/MacOS/Jobwatch'],
    ['darwin', 'arm64', 'mac-arm64', 'Jobwatch.app/Contents/MacOS/Jobwatch'],
    ['darwin', 'universal', 'mac-universal', 'Jobwatch.app/Contents/MacOS/Jobwatch'],
  ] as const)('on %s for %s is found', (platform, arch, name, way) => {
    const output = newFolder();
    const folder = join(output, name);
    const binary = join(folder, way);
    mkdirSync(dirname(binary), { recursive: true });
    writeFileSync(binary, '');
    expect(find(output, platform, arch)).toEqual({ folder, binary });
  });

  test('is not passed over where it is not found, though that of another processor is there', () => {
    const output = newFolder();
    mkdirSync(join(output, 'linux-unpacked'));
    expect(() => find(output, 'linux', 'x64')).toThrow(/not where it ought to be/);
    writeFileSync(join(output, 'linux-unpacked', 'jobwatch'), '');
    expect(() => find(output, 'linux', 'arm64')).toThrow(/arm64/);
    expect(() => find(output, 'darwin', 'universal')).toThrow(/universal/);
  });
});
