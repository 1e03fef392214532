import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../build/runtime/places.mjs';

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const texts = [
  'README.md',
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];
const rooms = ['main', 'preload', 'renderer', 'shared', 'simulator', 'test', 'build'];

/** What of the checkout a text names in code, as `main/store/` or `shared/problem.ts`, in its picture as well. */
function namedIn(text: string): string[] {
  const ofRooms = new RegExp(`^(${rooms.join('|')})/[\\w./-]*$`);
  const inCode = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
  const inPicture = [...text.matchAll(/\["?([\w/]+)/g)].map(([, label]) => label ?? '');
  return [...inCode, ...inPicture].filter((name) => ofRooms.test(name));
}

test.each(texts)('%s names only folders and files that there are', (file) => {
  expect(namedIn(read(file)).filter((name) => !existsSync(join(projectRoot, name)))).toEqual([]);
});

test.each(texts)('%s leads only to files that there are, pictures aside, which are taken anew', (file) => {
  const links = [...read(file).matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => link ?? '');
  const own = links.filter((link) => !/^[a-z]+:/.test(link) && !link.endsWith('.png'));
  expect(own.filter((link) => !existsSync(resolve(projectRoot, dirname(file), link)))).toEqual([]);
});

test("the architecture's picture and table hold every folder of the program", () => {
  const text = read('docs/architecture.md');
  expect(namedIn(text).length).toBeGreaterThan(20);
  const [, picture = ''] = /```mermaid\n([\s\S]*?)```/.exec(text) ?? [];
  const folders = readdirSync(join(projectRoot, 'main')).filter((name) =>
    statSync(join(projectRoot, 'main', name)).isDirectory(),
  );
  expect(folders.length).toBeGreaterThan(5);
  for (const folder of folders) {
    expect(picture, folder).toContain(`main/${folder}`);
    expect(text, folder).toContain(`\`main/${folder}/\``);
  }
  for (const room of ['preload', 'renderer', 'shared', 'simulator']) {
    expect(picture, room).toContain(room);
    expect(text, room).toContain(`\`${room}/\``);
  }
});
