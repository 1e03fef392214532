import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../build/runtime/places.mjs';

const rowSchema = z.strictObject({
  name: z.string().min(1),
  unit: z.string().min(1),
  ours: z.number(),
  floor: z.number().nullable(),
  /** Ours by the floor. */
  ratio: z.number().nullable(),
  /** What the project wants it to be, in words; null where there is no such wish. */
  aim: z.string().nullable(),
});
const folder = join(projectRoot, 'test-results');

/** One figure, beside its floor where it has one. */
export type Row = z.infer<typeof rowSchema>;

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

/** Of the same figures of several runs, each as it was in the run where it was in the middle. */
export const medianRows = (runs: readonly (readonly Row[])[]): Row[] =>
  (runs[0] ?? []).map((first, place) => {
    const seen = runs.map((rows) => rows[place] ?? first);
    const middle = median(seen.map(({ ours }) => ours));
    return seen.find(({ ours }) => ours === middle) ?? first;
  });

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

/** Writes the figures beside the reports of the tests, as NAME.json and NAME.md. Returns where. */
export function writeReport(name: string, rows: readonly Row[]): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync(join(folder, `${name}.md`), `${tableOf(rows)}\n`);
  return folder;
}

/**
 * What was written, for whoever reads it by a program.
 * @throws where it is not an array of figures
 */
export const readReport = (name: string): Row[] =>
  z.array(rowSchema).parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
