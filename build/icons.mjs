import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drawIcons } from './icon/draw.mjs';
import { say } from './program.mjs';
import { projectRoot } from './runtime/places.mjs';

/** Draws every icon of the program from its one drawing. The files are committed; a test compares them. */
const home = join(projectRoot, 'build', 'icons');
for (const [path, content] of drawIcons()) {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), content);
}
say(`Icons rendered into ${home}`);
