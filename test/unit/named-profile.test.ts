import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { namedProfile, removeTildeFolder } from '../../main/named-profile.ts';
import { newFolder } from './store/folder.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** An empty working directory; workers of vitest cannot change the real one. */
function inNewFolder(): string {
  const folder = newFolder();
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  return folder;
}

it('is below the working directory, or below the home where it begins with a tilde', () => {
  const folder = inNewFolder();
  const home = resolve('/home/ann');
  expect(namedProfile('second', home)).toBe(join(folder, 'second'));
  expect(namedProfile('./a/../second', home)).toBe(join(folder, 'second'));
  expect(namedProfile(join(folder, 'absolute'), home)).toBe(join(folder, 'absolute'));
  expect(namedProfile('~/of ann/second', home)).toBe(join(home, 'of ann', 'second'));
  expect(namedProfile('~', home)).toBe(home);
  expect(namedProfile('~second', home)).toBe(join(folder, '~second'));
});

it('leaves no empty folder of that name where the program was started', () => {
  const folder = inNewFolder();
  mkdirSync(join(folder, '~', 'a', 'b'), { recursive: true });
  removeTildeFolder('~/a/b');
  expect(readdirSync(folder)).toEqual([]);
  removeTildeFolder('~/a/b');
});

it('removes no folder that holds something, lies elsewhere or is called otherwise', () => {
  const folder = inNewFolder();
  for (const name of ['~/a/b', '~/c', 'other', '~other']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, '~', 'a', 'kept'), '');
  for (const name of ['~/a/b', '~/../other', 'other', '~other', join(folder, '~', 'c')])
    removeTildeFolder(name);
  expect(existsSync(join(folder, '~', 'a', 'b'))).toBe(false);
  for (const name of ['~/a/kept', '~/c', 'other', '~other'])
    expect(existsSync(join(folder, name))).toBe(true);
});
