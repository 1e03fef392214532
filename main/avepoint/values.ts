import type { Reading } from '../../shared/model.ts';

const longest = 2000;

/** What a field holds as text: null for null, missing, empty and "N/A"; a value of another kind as its JSON. */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).trim();
  if (text === '' || /^n\/?a$/i.test(text)) return null;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A field with what it means: the text as it came (for "N/A" too) beside the parsed value. */
export function reading(value: unknown, parse: (text: string) => number | null): Reading {
  const text = textOf(value);
  return {
    text: text ?? (typeof value === 'string' && value.trim() !== '' ? value.trim() : null),
    value: text === null ? null : parse(text),
  };
}

/** A count of objects: a whole number from 0, with or without thousands separators. */
export function parseCount(text: string): number | null {
  const plain = /^\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text;
  if (!/^\d+(\.0+)?$/.test(plain)) return null;
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

/** A size such as "0.01 GB" in bytes. That 1 GB is 1024³ bytes is assumed: no source says. */
export function parseSize(text: string): number | null {
  const match = /^(\d[\d,]*(?:\.\d+)?)\s*([a-z]+)?$/i.exec(text);
  if (match === null) return null;
  const [, figure = '', unit = 'B'] = match;
  const power = units[unit.toUpperCase().replace('IB', 'B')];
  if (power === undefined) return null;
  const bytes = Math.round(Number(figure.replaceAll(',', '')) * 1024 ** power);
  return Number.isSafeInteger(bytes) ? bytes : null;
}

/** A duration in milliseconds: "0 S", "2m33s", "1h13m30s", "00:04:01" or "1.16:00:44" (days first). */
export function parseDuration(text: string): number | null {
  const clock = /^(?:(\d+)[.:])?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))?$/.exec(text);
  if (clock !== null) {
    const [, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = clock;
    return milliseconds(Number(days), Number(hours), Number(minutes), Number(`${seconds}.${fraction}`));
  }
  const spelled = /^(?=\d)(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?\s*(?:(\d+(?:\.\d+)?)\s*s)?$/i.exec(
    text,
  );
  if (spelled === null) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = spelled;
  return milliseconds(Number(days), Number(hours), Number(minutes), Number(seconds));
}

function milliseconds(days: number, hours: number, minutes: number, seconds: number): number | null {
  const ms = Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
  return Number.isSafeInteger(ms) ? ms : null;
}
