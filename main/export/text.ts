import { stringify } from 'csv-stringify/sync';
import type { ExportFormat } from '../../shared/export.ts';
import type { ExportRow } from '../store/export-source.ts';

/** An export as text, piece by piece: what begins it, each page, and what ends it. */
export interface ExportText {
  page(rows: readonly ExportRow[]): string;
  end(): string;
}

export const createExportText = (format: ExportFormat): ExportText =>
  format === 'csv' ? createCsv() : createJson();

/** Spreadsheets run what begins with one of these as a formula; the wide ones are those of East Asian keyboards. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Where Excel separates cells by semicolons, as in German and French, it does so within our quotes, too: they are not at
 * the beginning of what it takes for a cell. Quotes that a text has there itself may go.
 */
const formulaInside = /[;\t\r\n](?="*[=+\-@＝＋－＠])/gu;

/** A text that no spreadsheet takes for a formula, nor a part of it. A number is none, whatever its sign. */
export function harmless(value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value;
  const inside = value.replaceAll(formulaInside, "$&'");
  return formula.test(value) ? `'${inside}` : inside;
}

/** Without it Excel takes the file for one in the code page of the computer. */
const byteOrderMark = '\uFEFF';

/** CSV after RFC 4180, in UTF-8; the first line names the columns. */
function createCsv(): ExportText {
  let begun = false;
  return {
    page: (rows) => {
      const [first] = rows;
      if (first === undefined) return '';
      const names = Object.keys(first);
      const lines = rows.map((row) => names.map((name) => harmless(row[name] ?? null)));
      const text = stringify(begun ? lines : [names, ...lines], { record_delimiter: 'windows' });
      const beginning = begun ? '' : byteOrderMark;
      begun = true;
      return `${beginning}${text}`;
    },
    end: () => '',
  };
}

/** An array of objects, one a line. */
function createJson(): ExportText {
  let begun = false;
  return {
    page: (rows) => {
      if (rows.length === 0) return '';
      const text = `${begun ? ',' : '['}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
      begun = true;
      return text;
    },
    end: () => (begun ? '\n]\n' : '[]\n'),
  };
}
