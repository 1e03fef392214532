import type { Reading } from '../../shared/model.ts';
import { printable } from '../../shared/printable.ts';
import { jsonText } from './json.ts';

const longest = 2000;

/**
 * What a field holds as text: null for null, missing, empty and "N/A"; a value of another kind as its JSON. Cut to a
 * length, and without the characters that act on a text. A number too large to be one, such as 1e999, is nothing.
 */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === Infinity || value === -Infinity) return null;
  const whole = typeof value === 'string' ? value : jsonText(value);
  // Ten million characters are not looked at for the sake of the first two thousand.
  const text = printable(whole.trimStart().slice(0, 2 * longest)).trim();
  if (text === '' || /^n\/a$/i.test(text)) return null;
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}

/** A field with what it means: the text as it came (for "N/A" too) beside the parsed value. */
export function reading(value: unknown, parse: (text: string) => number | null): Reading {
  const text = textOf(value);
  if (text !== null) return { text, value: parse(text) };
  const said = typeof value === 'string' ? printable(value.slice(0, longest)).trim() : '';
  return { text: said === '' ? null : said, value: null };
}

/** The digits of a figure without thousands separators; null where the commas stand elsewhere, as decimal ones do. */
function withoutSeparators(figure: string): string | null {
  if (!figure.includes(',')) return figure;
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(figure) ? figure.replaceAll(',', '') : null;
}

/** A count of objects: a whole number from 0, with or without thousands separators. */
export function parseCount(text: string): number | null {
  const plain = withoutSeparators(text);
  if (plain === null || !/^\d+(\.0+)?$/.test(plain)) return null;
  const count = Number(plain);
  return Number.isSafeInteger(count) ? count : null;
}

const units: Readonly<Record<string, number>> = {
  B: 0,
  BYTE: 0,
  BYTES: 0,
  KB: 1,
  MB: 2,
  GB: 3,
  TB: 4,
  PB: 5,
};

/**
 * A size such as "0.01 GB" in bytes. That 1 GB is 1024³ bytes is assumed: no source says. A figure without a unit
 * has no meaning but for 0.
 */
export function parseSize(text: string): number | null {
  const match = /^(\d[\d,]*(?:\.\d+)?)\s*([a-z]+)?$/i.exec(text);
  if (match === null) return null;
  const plain = withoutSeparators(match[1] ?? '');
  if (plain === null) return null;
  const unit = match[2]?.toUpperCase().replace('IB', 'B');
  if (unit === undefined) return Number(plain) === 0 ? 0 : null;
  const power = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (power === undefined) return null;
  const bytes = Math.round(Number(plain) * 1024 ** power);
  return Number.isSafeInteger(bytes) ? bytes : null;
}

const clockSpelling = /^(?:(\d+)[.:])?(\d{1,2}):([0-5]\d):([0-5]\d(?:\.\d+)?)$/;
const unitSpelling = /^(?=\d)(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?\s*(?:(\d+(?:\.\d+)?)\s*s)?$/i;

/** A duration in milliseconds: "0 S", "2m33s", "1h13m30s", "00:04:01" or "1.16:00:44" (days first). */
export function parseDuration(text: string): number | null {
  const match = clockSpelling.exec(text) ?? unitSpelling.exec(text);
  if (match === null) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  const ms = Math.round(total * 1000);
  return Number.isSafeInteger(ms) ? ms : null;
}
