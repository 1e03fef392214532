import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownAppImage } from '../../main/own-app-image.ts';
import { newFolder } from './store/folder.ts';

/** A mounted AppImage with the program in it, and what its runtime sets. */
function mounted() {
  const folder = newFolder();
  const mount = join(folder, '.mount_Jobwatch');
  mkdirSync(mount);
  const execPath = join(mount, 'jobwatch');
  writeFileSync(execPath, '');
  return { folder, mount, execPath, file: join(folder, 'Jobwatch.AppImage') };
}

it('is the AppImage that the executable is mounted from, over a link as well', () => {
  const { folder, mount, execPath, file } = mounted();
  expect(ownAppImage({ env: { APPIMAGE: file, APPDIR: mount }, execPath })).toBe(file);
  const link = join(folder, 'link');
  symlinkSync(mount, link, 'junction');
  expect(ownAppImage({ env: { APPIMAGE: file, APPDIR: link }, execPath })).toBe(file);
});

it('is never that of another program, from which this one was started', () => {
  const { folder, mount, execPath, file } = mounted();
  const other = join(folder, '.mount_Terminal');
  mkdirSync(other);
  const refused = [
    {},
    { APPIMAGE: file },
    { APPIMAGE: '', APPDIR: mount },
    { APPIMAGE: file, APPDIR: '' },
    { APPIMAGE: file, APPDIR: other },
    { APPIMAGE: file, APPDIR: execPath },
    // It has ended, and its mount with it.
    { APPIMAGE: file, APPDIR: join(folder, '.mount_Gone') },
    // Begins alike.
    { APPIMAGE: file, APPDIR: mount.slice(0, -1) },
  ];
  for (const env of refused) expect(ownAppImage({ env, execPath })).toBeUndefined();
});
