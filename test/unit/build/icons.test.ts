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

test('the icon for macOS holds a picture for each size and density, and is as long as it says', () => {
  const file = Buffer.from(drawn.get('app.icns') ?? []);
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  const pictures: string[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    expect(file.toString('latin1', at + 9, at + 12)).toBe('PNG');
    pictures.push(`${file.toString('latin1', at, at + 4)} ${String(file.readUInt32BE(at + 8 + 16))}`);
  }
  // Source: the Apple Icon Image format; ic11 to ic14 are for twice the density.
  const plain = ['ic07 128', 'ic08 256', 'ic09 512', 'ic10 1024'];
  const dense = ['ic11 32', 'ic12 64', 'ic13 256', 'ic14 512'];
  expect(pictures.toSorted()).toEqual([...plain, ...dense].toSorted());
});
