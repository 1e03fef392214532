import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { say } from './program.mjs';
import { projectRoot } from './runtime/places.mjs';

const home = join(projectRoot, 'build', 'icons');
const states = ['well', 'warning', 'failure', 'unknown'];

/** Sizes that panels on Linux and Windows ask for, at 100 to 200 %. */
const traySizes = [16, 22, 24, 32, 48];
const appSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/**
 * Renders one drawing.
 * @param {string} source its name, without ending
 * @param {number} size width and height in pixels
 * @param {string} target below the folder of icons
 */
function render(source, size, target) {
  const svg = readFileSync(join(home, `${source}.svg`), 'utf8');
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render();
  writeFileSync(join(home, target), image.asPng());
}

mkdirSync(join(home, 'tray'), { recursive: true });
for (const state of states) {
  for (const size of traySizes) render(state, size, `tray/${state}-${size}.png`);
  // macOS colours a template image itself; it finds the denser one by its name.
  render(`${state}Template`, 16, `tray/${state}Template.png`);
  render(`${state}Template`, 32, `tray/${state}Template@2x.png`);
}
for (const size of appSizes) render('app', size, `app-${size}.png`);
say(`Icons rendered into ${home}`);
