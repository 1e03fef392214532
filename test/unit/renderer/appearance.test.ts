import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rowHeights } from '../../../renderer/state/appearance.ts';

const css = readFileSync(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];
type Colour = readonly [red: number, green: number, blue: number];

/** The declarations of the rule with this selector. */
function rule(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`There is no ${selector}.`);
  const body = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...body.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** A token's colour in a theme, each channel from 0 to 1 in linear light. */
function colour(tokens: Map<string, string>, name: string, theme: Theme): Colour {
  const [light = '', dark = ''] = tokens.get(name)?.match(/#[0-9a-f]{6}/g) ?? [];
  const channel = (from: number): number => {
    const value = parseInt((theme === 'light' ? light : dark).slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const luminance = ([red, green, blue]: Colour): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function contrast(a: Colour, b: Colour): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

/** Viénot, Brettel and Mollon 1999, in linear light: how two kinds of colour blindness see a colour. */
const eyes: Readonly<Record<string, (colour: Colour) => Colour>> = {
  protanopia: ([r, g, b]) => [
    0.11238 * r + 0.88762 * g,
    0.11238 * r + 0.88762 * g,
    0.00401 * r - 0.00401 * g + b,
  ],
  deuteranopia: ([r, g, b]) => [
    0.29275 * r + 0.70725 * g,
    0.29275 * r + 0.70725 * g,
    -0.02234 * r + 0.02234 * g + b,
  ],
};

/** The distance of two colours in CIELAB; 20 is plain to see. */
function distance(a: Colour, b: Colour): number {
  const lab = ([r, g, bl]: Colour): [number, number, number] => {
    const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
    const x = f((0.4124 * r + 0.3576 * g + 0.1805 * bl) / 0.9505);
    const y = f(0.2126 * r + 0.7152 * g + 0.0722 * bl);
    const z = f((0.0193 * r + 0.1192 * g + 0.9505 * bl) / 1.089);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  const [one, other] = [lab(a), lab(b)];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

const base = rule(':root');
const palettes = {
  standard: base,
  separate: new Map([...base, ...rule(":root[data-palette='separate']")]),
};
const surfaces = ['canvas', 'surface', 'hover', 'selected'];
const shapes = ['failure', 'warning', 'unknown', 'running', 'success', 'neutral', 'idle', 'overdue'];
const cases = Object.entries(palettes).flatMap(([palette, tokens]) =>
  themes.map((theme) => ({ palette, tokens, theme })),
);

describe.each(cases)('the $palette colours in the $theme theme', ({ tokens, theme }) => {
  const on = (name: string): Record<string, number> =>
    Object.fromEntries(
      surfaces.map((surface) => [
        `${name} on ${surface}`,
        contrast(colour(tokens, name, theme), colour(tokens, surface, theme)),
      ]),
    );
  const tooLow = (names: readonly string[], least: number): string[] =>
    names.flatMap((name) =>
      Object.entries(on(name))
        .filter(([, ratio]) => ratio < least)
        .map(([which, ratio]) => `${which}: ${ratio.toFixed(2)}`),
    );

  it('give every shape 3 : 1 on every surface', () => {
    expect(tooLow(shapes, 3)).toEqual([]);
  });

  it('give all words 4.5 : 1 on every surface', () => {
    expect(tooLow(['text', 'text-muted', 'text-subtle', 'accent', 'failure'], 4.5)).toEqual([]);
  });
});

describe.each(themes)('blue and orange in the %s theme', (theme) => {
  it.each(Object.keys(eyes))('hold success, warning and failure further apart under %s', (kind) => {
    const see = eyes[kind] ?? ((colour) => colour);
    const nearest = (tokens: Map<string, string>): number => {
      const seen = ['success', 'warning', 'failure'].map((name) => see(colour(tokens, name, theme)));
      const [a, b, c] = seen as [Colour, Colour, Colour];
      return Math.min(distance(a, b), distance(b, c), distance(a, c));
    };
    expect(nearest(palettes.separate)).toBeGreaterThanOrEqual(20);
    expect(nearest(palettes.separate)).toBeGreaterThanOrEqual(nearest(palettes.standard));
  });
});

describe('rows', () => {
  it.each([
    ['comfortable', ':root'],
    ['compact', ":root[data-density='compact']"],
  ] as const)('are as high for the script as for the page when %s', (density, selector) => {
    const tokens = rule(selector);
    expect(tokens.get('row')).toBe(`${rowHeights[density].line}px`);
    expect(tokens.get('row-lines')).toBe(`${rowHeights[density].lines}px`);
  });
});
