import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { expect, it, test } from 'vitest';
import { drawIcons } from '../../../build/icon/draw.mjs';
import { projectRoot } from '../../../build/runtime/places.mjs';

const home = join(projectRoot, 'build', 'icons');
const drawn = drawIcons();
const states = ['well', 'warning', 'failure', 'unknown', 'checking', 'paused'];
const looks = states.flatMap((state) => [state, `${state}-offline`]);

/** The alpha of each pixel of a picture, as it was committed. */
function alphaOf(file: string): number[] {
  const png = readFileSync(join(home, 'tray', file)).toString('base64');
  const size = Number(/-(\d+)\.png$/.exec(file)?.[1] ?? 16);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${size} ${size}">
    <image width="${size}" height="${size}" xlink:href="data:image/png;base64,${png}" /></svg>`;
  const { pixels } = new Resvg(svg).render();
  return Array.from(pixels).filter((_value, index) => index % 4 === 3);
}

/** By how much of the icon's area two of them differ. */
const difference = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, alpha, at) => sum + Math.abs(alpha - (other[at] ?? 0)) / 255, 0) / one.length;

it('is committed as it is drawn, and nothing beside it', () => {
  const committed = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(png|ico|icns)$/.test(path))
    .map((path) => path.replaceAll('\\', '/'));
  expect(committed.toSorted()).toEqual([...drawn.keys()].toSorted());
  for (const [path, content] of drawn)
    expect(Buffer.compare(readFileSync(join(home, path)), content), path).toBe(0);
});

test.each(['-16.png', '-22.png', 'Template.png'])('states differ by their shape alone: %s', (ending) => {
  const shapes = looks.map((look) => ({ look, alpha: alphaOf(`${look}${ending}`) }));
  for (const [index, one] of shapes.entries()) {
    for (const other of shapes.slice(index + 1)) {
      const isSameState = one.look.split('-')[0] === other.look.split('-')[0];
      const least = isSameState ? 0.05 : 0.08;
      expect(difference(one.alpha, other.alpha), `${one.look} and ${other.look}`).toBeGreaterThan(least);
    }
  }
});

/** The pictures of an icon file for Windows: what its head says of each, and the width of the PNG itself. */
function picturesOf(path: string): { said: number; width: number }[] {
  const file = Buffer.from(drawn.get(path) ?? []);
  return Array.from({ length: file.readUInt16LE(4) }, (_each, index) => {
    const at = file.readUInt32LE(6 + index * 16 + 12);
    expect(file.subarray(at + 1, at + 4).toString()).toBe('PNG');
    // 0 stands for 256.
    return { said: file.readUInt8(6 + index * 16) || 256, width: file.readUInt32BE(at + 16) };
  });
}

test.each([...looks.map((look) => `tray/${look}.ico`), 'app.ico'])(
  'an icon for Windows holds each size that its scales ask for: %s',
  (path) => {
    const pictures = picturesOf(path);
    const larger = path === 'app.ico' ? [64, 128, 256] : [];
    expect(pictures.map(({ said }) => said)).toEqual([16, 20, 24, 32, 40, 48, ...larger]);
    for (const { said, width } of pictures) expect(width).toBe(said);
  },
);

/**
 * The bytes of an ARGB picture. A byte below 128 announces one more than it says, to be taken as they
 * are; others we write none.
 */
function unpacked(content: Buffer): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < content.length;) {
    const head = content.readUInt8(at);
    expect(head).toBeLessThan(128);
    bytes.push(...content.subarray(at + 1, at + 2 + head));
    at += 2 + head;
  }
  return bytes;
}

test('the bare pixels of the icon for macOS are those of the drawing, alpha first', () => {
  const file = Buffer.from(drawn.get('app.icns') ?? []);
  const at = file.indexOf('ic04', 8, 'latin1');
  const bytes = unpacked(file.subarray(at + 12, at + file.readUInt32BE(at + 4)));
  const svg = readFileSync(join(projectRoot, 'build/drawings/app.svg'), 'utf8');
  const { pixels } = new Resvg(svg, { fitTo: { mode: 'width', value: 16 } }).render();
  const opaque = Array.from({ length: 256 }, (_each, index) => index).filter(
    (index) => pixels[index * 4 + 3] === 255,
  );
  expect(opaque.length).toBeGreaterThan(100);
  const channel = (place: number): number[] => opaque.map((index) => bytes[place * 256 + index] ?? -1);
  expect(channel(0).every((alpha) => alpha === 255)).toBe(true);
  for (const [place, colour] of [1, 2, 3].entries())
    expect(channel(colour)).toEqual(opaque.map((index) => pixels[index * 4 + place]));
});

test('the icon for macOS holds a picture for each size and density, and is as long as it says', () => {
  const file = Buffer.from(drawn.get('app.icns') ?? []);
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const pictures: string[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const type = file.toString('latin1', at, at + 4);
    const isBare = file.toString('latin1', at + 8, at + 12) === 'ARGB';
    if (!isBare) expect(file.toString('latin1', at + 9, at + 12)).toBe('PNG');
    const content = file.subarray(at + 12, at + file.readUInt32BE(at + 4));
    const width = isBare ? Math.sqrt(unpacked(content).length / 4) : file.readUInt32BE(at + 8 + 16);
    pictures.push(`${type} ${width}`);
  }
  // Source: the Apple Icon Image format; ic04 and ic05 hold bare pixels, ic11 to ic14 are for twice the density.
  const plain = ['ic04 16', 'ic05 32', 'ic07 128', 'ic08 256', 'ic09 512', 'ic10 1024'];
  const dense = ['ic11 32', 'ic12 64', 'ic13 256', 'ic14 512'];
  expect(pictures.toSorted()).toEqual([...plain, ...dense].toSorted());
});
