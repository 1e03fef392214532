import { z } from 'zod';
import type { Document } from '../store/settings.ts';

/** A rectangle in the coordinates of the desktop, in device-independent pixels. */
const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

type Rectangle = z.infer<typeof rectangleSchema>;

/** Where the window stood, or where it would stand if it were not maximised. */
const placeSchema = rectangleSchema.extend({ maximised: z.boolean().optional() });

export type Place = z.infer<typeof placeSchema>;

/** The places by the set of displays it stood on. */
const placesSchema = z.record(z.string(), placeSchema);

export type Places = z.infer<typeof placesSchema>;

/** The places as the settings keep them. */
export const keptPlaces = (document: Document): { read(): Places; save(places: Places): void } => ({
  read: () => placesSchema.catch({}).parse(document.get('places')),
  save: (places) => {
    document.set('places', places);
  },
});

const mostKept = 20;
/** So much of the window's top must be on a display for a person to grasp it. */
const graspable = { width: 120, height: 40 };

/** A name for a set of displays: a laptop at the desk and on the road has two. */
export const displaySet = (displays: readonly Rectangle[]): string =>
  displays
    .map(({ x, y, width, height }) => `${width}×${height}@${x},${y}`)
    .toSorted()
    .join(' ');

/** The place to open at: where the window stood on these displays, as far as it can be reached there; else null. */
export function placeFor(places: Places, displays: readonly Rectangle[]): Place | null {
  const kept = places[displaySet(displays)];
  return kept !== undefined && reachable(kept, displays) ? kept : null;
}

/** Whether enough of the window's top is on a display for a person to grasp it. */
export const reachable = (place: Rectangle, displays: readonly Rectangle[]): boolean =>
  displays.some(
    (display) =>
      overlap(place.x, place.width, display.x, display.width) >= Math.min(graspable.width, place.width) &&
      overlap(place.y, graspable.height, display.y, display.height) >= graspable.height,
  );

/** The middle of a display for a window of this size, or of as much of it as there is room for. */
export function fitting(size: Pick<Rectangle, 'width' | 'height'>, display: Rectangle): Rectangle {
  const width = Math.min(size.width, display.width);
  const height = Math.min(size.height, display.height);
  const x = display.x + Math.round((display.width - width) / 2);
  return { x, y: display.y + Math.round((display.height - height) / 2), width, height };
}

/** The places with a new one for these displays; the sets that were not used for longest go. */
export function withPlace(places: Places, displays: readonly Rectangle[], place: Place): Places {
  const name = displaySet(displays);
  const others = Object.entries(places).filter(([key]) => key !== name);
  return Object.fromEntries([...others.slice(-(mostKept - 1)), [name, place]]);
}

const overlap = (a: number, aLength: number, b: number, bLength: number): number =>
  Math.min(a + aLength, b + bLength) - Math.max(a, b);
