import { expect, test } from 'vitest';
import { displaySet, fitting, keptPlaces, placeFor, withPlace } from '../../../main/window/place.ts';
import type { Places } from '../../../main/window/place.ts';

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const screen = { x: 1440, y: -200, width: 2560, height: 1440 };
const place = { x: 1600, y: 100, width: 1200, height: 800 };

test('the window opens where it stood on the same displays, in whatever order they are told', () => {
  const places = withPlace({}, [laptop, screen], place);
  expect(placeFor(places, [screen, laptop])).toEqual(place);
  expect(placeFor(places, [laptop])).toBeNull();
});

test('each set of displays has a place of its own', () => {
  const onTheRoad = { ...place, x: 10 };
  const places = withPlace(withPlace({}, [laptop, screen], place), [laptop], onTheRoad);
  expect(placeFor(places, [laptop, screen])).toEqual(place);
  expect(placeFor(places, [laptop])).toEqual(onTheRoad);
});

test('a maximised window is maximised again on its displays; what was kept before is a place, too', () => {
  const maximised = { ...place, x: 10, maximised: true };
  let kept: unknown = { [displaySet([laptop, screen])]: place };
  const places = keptPlaces({
    get: () => JSON.parse(JSON.stringify(kept)) as unknown,
    set: (_key, value) => (kept = value),
    delete: () => undefined,
  });
  places.save(withPlace(places.read(), [laptop], maximised));
  expect(placeFor(places.read(), [laptop])).toEqual(maximised);
  expect(placeFor(places.read(), [laptop, screen])).toEqual(place);
});

test.each([
  ['beside every display', { ...place, x: 9000 }],
  ['above the upper edge, where its title cannot be grasped', { ...place, x: 100, y: -500 }],
  ['with a sliver on the display', { ...place, x: 1400 }],
])('a place %s is not used', (_name, lost) => {
  expect(placeFor({ [displaySet([laptop])]: lost }, [laptop])).toBeNull();
});

test('a window that hangs over the edge may come back there', () => {
  const hanging = { ...place, x: 1200, y: 600 };
  expect(placeFor({ [displaySet([laptop])]: hanging }, [laptop])).toEqual(hanging);
});

test('places do not pile up: the set that was not used for longest goes', () => {
  let places: Places = {};
  for (let width = 1; width <= 30; width += 1) places = withPlace(places, [{ ...laptop, width }], place);
  expect(Object.keys(places)).toHaveLength(20);
  expect(placeFor(places, [{ ...laptop, width: 10 }])).toBeNull();
});

test('without a place of its own the window is in the middle, and no larger than the display', () => {
  expect(fitting({ width: 1000, height: 700 }, screen)).toEqual({
    x: 2220,
    y: 170,
    width: 1000,
    height: 700,
  });
  const small = { x: 0, y: 30, width: 1024, height: 738 };
  expect(fitting({ width: 1280, height: 800 }, small)).toEqual(small);
});
