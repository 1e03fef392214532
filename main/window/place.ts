import { z } from 'zod';

/** A rectangle in the coordinates of the desktop, in device-independent pixels. */
export const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

export type Place = z.infer<typeof placeSchema>;

/** Where the window stood, by the set of displays it stood on. */
export const placesSchema = z.record(z.string(), placeSchema);

export type Places = z.infer<typeof placesSchema>;

const mostKept = 20;
/** So much of the window's top must be on a display for a person to grasp it. */
const graspable = { width: 120, height: 40 };

/** A name for a set of displays: a laptop at the desk and on the road has two. */
export const displaySet = (displays: readonly Place[]): string =>
  displays
    .map(({ x, y, width, height }) => `${width}×${height}@${x},${y}`)
    .toSorted()
    .join(' ');

/** The place to open at: where the window stood on these displays, as far as it can be reached there; else null. */
export function placeFor(places: Places, displays: readonly Place[]): Place | null {
  const kept = places[displaySet(displays)];
  if (kept === undefined) return null;
  const top = { ...kept, height: graspable.height };
  const reachable = displays.some(
    (display) =>
      overlap(top.x, top.width, display.x, display.width) >= Math.min(graspable.width, kept.width) &&
      overlap(top.y, top.height, display.y, display.height) >= graspable.height,
  );
  return reachable ? kept : null;
}

/** The places with a new one for these displays; the sets that were not used for longest go. */
export function withPlace(places: Places, displays: readonly Place[], place: Place): Places {
  const name = displaySet(displays);
  const others = Object.entries(places).filter(([key]) => key !== name);
  return Object.fromEntries([...others.slice(-(mostKept - 1)), [name, place]]);
}

const overlap = (a: number, aLength: number, b: number, bLength: number): number =>
  Math.min(a + aLength, b + bLength) - Math.max(a, b);
