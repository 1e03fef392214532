import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../../build/package/config.mjs';

const document = readFileSync('docs/security.md', 'utf8');
const rows = document.split('\n').filter((line) => /^\| \d+ \|/.test(line));

test('Electron’s checklist has its twenty points', () => {
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
});

test.each(rows.map((row) => [row.split('|')[2]?.trim(), row.split('|')[4] ?? '']))(
  '%s: each line and each test that stands for it is there',
  (_, where) => {
    const places = [...where.matchAll(/`([^`]+)`: `([^`]+)`/g)];
    expect(places.length).toBe(where.split(';').length);
    for (const [, file = '', text = ''] of places) expect(readFileSync(file, 'utf8'), file).toContain(text);
  },
);

test('the fuses are described as they are set', () => {
  const described = [...document.matchAll(/^\| `(\w+)` +\| (on|off) /gm)].map(([, name, state]) => [
    name,
    state === 'on',
  ]);
  expect(Object.fromEntries(described)).toEqual(readConfig().electronFuses);
});

test('every file that the document names is there', () => {
  const named = [...document.matchAll(/`((?:main|test|build|shared|preload)\/[\w./-]+)`/g)].map(
    ([, file]) => file,
  );
  expect(named.length).toBeGreaterThan(20);
  for (const file of named) expect(globSync(file ?? ''), file).toHaveLength(1);
});

test('nothing that Electron warns of is switched on', () => {
  const words = [
    ...['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures'],
    ...['allowpopups', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'disable-web-security'],
    ...['no-sandbox', 'ignore-certificate-errors', 'bypassCSP', '@html', 'innerHTML'],
  ];
  const files = globSync('{main,preload,renderer,shared}/**/*.{ts,svelte,html}');
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return words.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`);
  });
  expect(found).toEqual([]);
});
