import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { updateMeans } from '../../../main/desktop/update-means.ts';
import type { Installed } from '../../../main/desktop/update-means.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jw-means-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const lay = (name: string): void => {
  writeFileSync(join(folder, name), '');
};
const means = (given: Partial<Installed>): string =>
  updateMeans({
    platform: 'linux',
    resources: folder,
    executable: join(folder, 'jobwatch'),
    appImage: undefined,
    ...given,
  });

it('is off without a feed, whatever the package', () => {
  lay('Uninstall Jobwatch.exe');
  for (const platform of ['linux', 'win32', 'darwin'] as const)
    expect(means({ platform, appImage: '/x/Jobwatch.AppImage' })).toBe('off');
});

it('installs over an AppImage, a bundle, and what the installer has installed; else it tells', () => {
  lay('app-update.yml');
  expect(means({ appImage: '/x/Jobwatch.AppImage' })).toBe('install');
  expect(means({})).toBe('tell');
  expect(means({ platform: 'darwin' })).toBe('install');
  expect(means({ platform: 'win32' })).toBe('tell');
  lay('Uninstall Jobwatch.exe');
  expect(means({ platform: 'win32' })).toBe('install');
});
