import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { projectRoot } from '../../build/runtime/places.mjs';

/** The packages that a module loads before it runs, by itself and by those of the project that it imports. */
function packagesOf(file: URL, seen = new Set<string>()): string[] {
  if (seen.has(file.href)) return [];
  seen.add(file.href);
  const imports = readFileSync(file, 'utf8').matchAll(/^import (?!type\b)[^;]*?'([^']+)';/gm);
  return [...imports].flatMap(([, name = '']) =>
    name.startsWith('.') ? packagesOf(new URL(name, file), seen) : [name],
  );
}

/** Each package here holds the icon up at every start; what it needs for it stands in docs/performance.md. */
test('what puts the icon into the tray loads nothing but what it needs', () => {
  const packages = new Set(packagesOf(pathToFileURL(join(projectRoot, 'main/index.ts'))));
  const others = [...packages].filter((name) => name !== 'electron' && !name.startsWith('node:'));
  expect(others).toEqual(['electron-log/main.js']);
});
