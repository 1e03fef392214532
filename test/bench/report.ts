import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../build/runtime/places.mjs';

/** One figure, beside its floor where it has one; `ratio` is ours by the floor. */
export interface Row {
  name: string;
  unit: string;
  ours: number;
  floor: number | null;
  ratio: number | null;
  /** What the project wants it to be, in words; null where there is no such wish. */
  aim: string | null;
}

/** A figure beside its floor. */
export const against = (
  name: string,
  unit: string,
  ours: number,
  floor: number,
  aim: string | null = null,
): Row => ({ name, unit, ours, floor, ratio: ours / floor, aim });

/** A figure that stands for itself. */
export const alone = (name: string, unit: string, ours: number, aim: string | null = null): Row => ({
  name,
  unit,
  ours,
  floor: null,
  ratio: null,
  aim,
});

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is nothing to take the middle of.');
  return middle;
}

const figure = (value: number | null): string =>
  value === null ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(3);

/** The figures as a table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, unit, ours, floor, ratio, aim }) =>
      `| ${name} | ${figure(ours)} ${unit} | ${floor === null ? '' : `${figure(floor)} ${unit}`} | ${ratio === null ? '' : `${ratio.toFixed(2)} ×`} | ${aim ?? ''} |`,
  );
  return ['| What | Jobwatch | Floor | Ratio | Aim |', '| --- | ---: | ---: | ---: | --- |', ...lines].join(
    '\n',
  );
}

/** Writes the figures beside the reports of the tests: bench.json and bench.md. Returns where. */
export function writeReport(rows: readonly Row[]): string {
  const folder = join(projectRoot, 'test-results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync(join(folder, 'bench.md'), `${tableOf(rows)}\n`);
  return folder;
}
