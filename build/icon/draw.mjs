import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { projectRoot } from '../runtime/places.mjs';
import { badge } from './badge.mjs';
import { icns } from './icns.mjs';
import { ico } from './ico.mjs';

const drawings = join(projectRoot, 'build', 'drawings');
const states = ['well', 'warning', 'failure', 'unknown', 'checking', 'paused'];

/** What panels on Linux ask for, at 100 to 200 %. */
const linuxSizes = [16, 22, 24, 32, 48];
/** What Windows takes from an icon file: 16 to 24 pixels at 100 to 200 %. */
const windowsSizes = [16, 20, 24, 32, 40, 48];
/** macOS colours a template image itself, and finds the denser ones by their names. */
const macSizes = { '': 16, '@2x': 32, '@3x': 48 };
/** The icon of the program: as its windows and notifications show it, and as the packages of each system hold it. */
const appSizes = {
  program: [128, 256, 512, 1024],
  linux: [16, 24, 32, 48, 64, 128, 256, 512],
  windows: [16, 20, 24, 32, 40, 48, 64, 128, 256],
  mac: [16, 32, 64, 128, 256, 512, 1024],
};

/**
 * Every icon of the program, by its path below the folder of icons. Each state is drawn once, on a grid of 16 pixels,
 * as a body and what stands on it; here it becomes a coloured icon and a template, each with and without the mark that
 * says that nothing can be checked.
 * @returns {Map<string, Uint8Array>}
 */
export function drawIcons() {
  /** @param {string} name */
  const drawing = (name) => readFileSync(join(drawings, `${name}.svg`), 'utf8');
  const mark = drawing('offline');
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  for (const state of states) {
    for (const marked of [false, true]) {
      const layers = [layersOf(drawing(state)), ...(marked ? [layersOf(mark)] : [])];
      const name = `tray/${state}${marked ? '-offline' : ''}`;
      const coloured = picture(layers, false);
      for (const size of linuxSizes) files.set(`${name}-${size}.png`, render(coloured, size));
      files.set(`${name}.ico`, ico(windowsSizes.map((size) => ({ size, png: render(coloured, size) }))));
      const template = picture(layers, true);
      for (const [density, size] of Object.entries(macSizes))
        files.set(`${name}Template${density}.png`, render(template, size));
    }
  }
  const app = drawing('app');
  /** @param {number} size */
  const sized = (size) => ({ size, png: render(app, size) });
  for (const size of appSizes.program) files.set(`app-${size}.png`, render(app, size));
  for (const size of appSizes.linux) files.set(`linux/${size}x${size}.png`, render(app, size));
  files.set('app.ico', ico(appSizes.windows.map(sized)));
  files.set(
    'app.icns',
    icns(appSizes.mac.map((size) => ({ ...sized(size), pixels: rendered(app, size).pixels }))),
  );
  for (const count of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'])
    files.set(`badge/${count}.png`, render(badge(count), badgeSize));
  return files;
}

/** The overlay on the button of the window in the taskbar of Windows, 16 pixels at 200 %. */
const badgeSize = 32;

/** @param {string} svg @param {number} size */
const rendered = (svg, size) => new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render();

/** @param {string} svg @param {number} size */
const render = (svg, size) => rendered(svg, size).asPng();

/** @param {string} svg @returns {{ gap: string, body: string, glyph: string }} */
function layersOf(svg) {
  /** @param {string} id */
  const layer = (id) => new RegExp(`<g id="${id}">([\\s\\S]*?)</g>`).exec(svg)?.[1] ?? '';
  return { gap: layer('gap'), body: layer('body'), glyph: layer('glyph') };
}

/**
 * The layers on each other. A gap is cut out of all below it. In a template everything is black, and what stands on a
 * body is cut out of it.
 * @param {{ gap: string, body: string, glyph: string }[]} layers
 * @param {boolean} isTemplate
 */
function picture(layers, isTemplate) {
  /** @param {string} content @param {string} colour */
  const shape = (content, colour) => content.replaceAll(/(fill|stroke)="#[0-9a-f]+"/g, `$1="${colour}"`);
  let content = '';
  let definitions = '';
  for (const [index, { gap, body, glyph }] of layers.entries()) {
    /** @param {string} id @param {string} cut */
    const without = (id, cut) => {
      definitions += `<mask id="${id}"><rect width="16" height="16" fill="#fff"/>${cut}</mask>`;
      return `mask="url(#${id})"`;
    };
    if (gap !== '') content = `<g ${without(`gap${index}`, gap)}>${content}</g>`;
    content += isTemplate
      ? `<g ${without(`glyph${index}`, shape(glyph, '#000'))}>${shape(body, '#000')}</g>`
      : body + glyph;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${definitions}${content}</svg>`;
}
