import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../build/runtime/places.mjs';

/** What git says of line ends: those of each file in the index, those of its attributes, and its path. */
const { status, stdout } = spawnSync('git', ['ls-files', '--eol'], { cwd: projectRoot, encoding: 'utf8' });
const files = [...(status === 0 ? stdout : '').matchAll(/^i\/(\S*)\s+w\/\S*\s+attr\/(.*?)\s*\t(.*)$/gm)].map(
  ([, content = '', attributes = '', path = '']) => ({ content, attributes, path }),
);

test.skipIf(files.length === 0)('every checkout has texts with LF, and leaves alone what is none', () => {
  const wrong = files.filter(({ content, attributes }) =>
    content === '-text'
      ? attributes !== '-text'
      : /crlf|mixed/.test(content) || attributes !== 'text=auto eol=lf',
  );
  expect(wrong).toEqual([]);
});
