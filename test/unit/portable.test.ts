import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { portableProfile } from '../../main/portable.ts';
import { newFolder } from './store/folder.ts';

it('a folder beside the program is its profile; where there is none, the system decides', () => {
  const folder = newFolder();
  const executable = join(folder, 'jobwatch');
  expect(portableProfile({ executable, appImage: undefined }, 'linux')).toBeNull();
  mkdirSync(join(folder, 'jobwatch-data'));
  expect(portableProfile({ executable, appImage: undefined }, 'linux')).toBe(join(folder, 'jobwatch-data'));
});

it('beside an AppImage, not where it unpacks itself; beside the bundle on macOS', () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'jobwatch-data'));
  const appImage = join(folder, 'Jobwatch.AppImage');
  expect(portableProfile({ executable: '/tmp/.mount_x/jobwatch', appImage }, 'linux')).toBe(
    join(folder, 'jobwatch-data'),
  );
  const executable = join(folder, 'Jobwatch.app', 'Contents', 'MacOS', 'Jobwatch');
  expect(portableProfile({ executable, appImage: undefined }, 'darwin')).toBe(join(folder, 'jobwatch-data'));
});
