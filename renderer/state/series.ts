import type { RunRow } from '../../shared/alert.ts';
import { bytes, count, duration, plural } from '../../shared/format.ts';
import type { Place } from '../../shared/format.ts';
import type { Outcome } from '../../shared/outcome.ts';

/** A run as a point in time. Instants UTC ms, durations ms, sizes bytes; null where the service sent none. */
export interface RunPoint {
  key: string;
  at: number;
  outcome: Outcome;
  duration: number | null;
  size: number | null;
  total: number | null;
  failed: number | null;
}

/** What a chart shows over time. */
export type Measure = 'duration' | 'objects' | 'size';

/** The runs that came to an end, oldest first. */
export function pointsOf(runs: readonly RunRow[]): RunPoint[] {
  return runs
    .filter(({ outcome }) => outcome !== 'running' && outcome !== 'idle')
    .map((run) => ({
      key: run.runKey,
      at: run.start ?? run.firstSeenAt,
      outcome: run.outcome,
      duration: run.duration,
      size: run.size,
      total: run.total,
      failed: run.failed,
    }))
    .toSorted((a, b) => a.at - b.at);
}

/** The value that a chart draws for a run. */
export function valueOf(point: RunPoint, measure: Measure): number | null {
  return measure === 'objects' ? point.total : point[measure];
}

/** What a chart says of one run. */
export function pointWords(point: RunPoint, measure: Measure, place: Place = {}): string | null {
  const value = valueOf(point, measure);
  if (value === null) return null;
  if (measure === 'duration') return duration(value);
  if (measure === 'size') return bytes(value, place);
  const failed = point.failed ?? 0;
  return failed > 0
    ? `${count(failed, place)} of ${count(value, place)} failed`
    : plural(value, 'object', 'objects', place);
}

/** A chart in a sentence, for who cannot see it: "Duration of 23 runs: 2 min to 1 h, last 31 min". */
export function chartWords(points: readonly RunPoint[], measure: Measure, place: Place = {}): string {
  const known = points.filter((point) => valueOf(point, measure) !== null);
  const values = known.map((point) => valueOf(point, measure) ?? 0);
  const write = { duration, objects: (n: number) => count(n, place), size: (n: number) => bytes(n, place) };
  const last = known.at(-1);
  const subject = { duration: 'Duration', objects: 'Objects', size: 'Size' }[measure];
  const words = last === undefined ? '' : (pointWords(last, measure, place) ?? '');
  const from = write[measure](Math.min(...values));
  const to = write[measure](Math.max(...values));
  return `${subject} of ${plural(known.length, 'run', 'runs', place)}: ${from === to ? from : `${from} to ${to}`}, last ${words}`;
}

/** Why there is no chart; null where there is one. Two points make a line. */
export function emptyWords(points: readonly RunPoint[], measure: Measure): string | null {
  const values = points.map((point) => valueOf(point, measure)).filter((value) => value !== null);
  if (measure === 'size' && values.length > 0 && values.every((value) => value === 0))
    return 'AvePoint has sent 0 GB for every run, as it does for many services.';
  if (values.length >= 2) return null;
  return values.length === 0
    ? 'AvePoint has sent no such value yet.'
    : 'A chart needs two runs; Jobwatch has seen one.';
}

/** The unit in which an axis counts, so that its figures stay short; plain counts have no name. */
export function unitOf(measure: Measure, most: number): { name: string | null; size: number } {
  if (measure === 'objects') return { name: null, size: 1 };
  if (measure === 'size') return { name: 'GB', size: 1024 ** 3 };
  if (most >= 3 * 3_600_000) return { name: 'h', size: 3_600_000 };
  return most >= 180_000 ? { name: 'min', size: 60_000 } : { name: 's', size: 1000 };
}
