/** One value of something that is watched over time. */
export interface Point {
  /** Seconds from the beginning. */
  at: number;
  value: number;
}

/** A straight line through points, by least squares. */
export interface Line {
  /** By how much it rises in a second. */
  slope: number;
  /** The standard error of the slope: how far it may be off by chance alone. */
  error: number;
}

/** Infinite error where there are too few points to tell anything. */
export function fitLine(points: readonly Point[]): Line {
  const count = points.length;
  const mean = (of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / count;
  const [atMean, valueMean] = [mean(({ at }) => at), mean(({ value }) => value)];
  const spread = points.reduce((sum, { at }) => sum + (at - atMean) ** 2, 0);
  if (count < 3 || spread === 0) return { slope: 0, error: Infinity };
  const slope = points.reduce((sum, { at, value }) => sum + (at - atMean) * (value - valueMean), 0) / spread;
  const left = points.reduce(
    (sum, { at, value }) => sum + (value - valueMean - slope * (at - atMean)) ** 2,
    0,
  );
  return { slope, error: Math.sqrt(left / (count - 2) / spread) };
}

export interface Trend {
  /** By how much the line rises over the second half. */
  rise: number;
  grows: boolean;
}

/**
 * Whether something grows: a line is fitted over the second half of the time, as the first one fills caches. It has to
 * rise by more than is allowed, and by more than chance explains (three standard errors).
 */
export function trendOf(points: readonly Point[], allowed: number): Trend {
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const half = points.filter(({ at }) => at >= (first + last) / 2);
  const { slope, error } = fitLine(half);
  const rise = slope * ((half.at(-1)?.at ?? 0) - (half[0]?.at ?? 0));
  return { rise, grows: rise > allowed && slope > 3 * error };
}
