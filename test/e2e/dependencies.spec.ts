import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from '../../build/package/bundled.mjs';
import { projectRoot } from '../../build/runtime/places.mjs';
import { expect, test } from '@playwright/test';

/** The packages that the first column of a section's table names. */
function namedUnder(heading: string): string[] {
  const text = readFileSync(join(projectRoot, 'docs', 'dependencies.md'), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);
}

// It stands here and not with the unit tests since it looks at what was built.
test('docs/dependencies.md names every package that a user runs, and no other', () => {
  // Under its own name here, as everywhere in the sources; in the bill of materials under the one it is published as.
  const bundled = bundledPackages().map(({ name }) => (name === '@github/keytar' ? 'keytar' : name));
  const named = [...namedUnder('Chosen'), ...namedUnder('Brought along')];
  // Of one package two versions may be there.
  expect(named.toSorted()).toEqual([...new Set([...bundled, 'electron'])].toSorted());
});

test('docs/dependencies.md names every package with an install script, and none may run', () => {
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const scripted = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(namedUnder('Install scripts').toSorted()).toEqual([...new Set(scripted)].toSorted());
  expect(readFileSync(join(projectRoot, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});
