import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const child = fileURLToPath(new URL('heap-child.ts', import.meta.url));
const heapOf = (which: 'small' | 'usual'): number =>
  Number(execFileSync(process.execPath, [child, which], { encoding: 'utf8' }));

test('a small heap takes less than half of what V8 would take for the same garbage', () => {
  const small = heapOf('small');
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThan(heapOf('usual') / 2);
});
