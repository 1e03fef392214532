import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../build/runtime/places.mjs';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const rows = read('docs/reliability.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes(' | `test/'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, fault = '', , , test = '']) => ({ fault, test }));

it('has a row for each fault', () => {
  expect(rows.length).toBeGreaterThan(20);
});

it.each(rows)('the test named for "$fault" is there', ({ test }) => {
  const [, path = '', name = ''] = /^`([^`]+)`: (.+)$/.exec(test) ?? [];
  expect(existsSync(join(projectRoot, path)), path).toBe(true);
  const inSource = read(path).replaceAll(/\s*\n\s*\*?\s*/g, ' ');
  expect(name.length).toBeGreaterThan(10);
  expect(inSource).toContain(name);
});
