const zone = String.raw`\s*(Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?`;
const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(AM|PM)?`;
const iso = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})(?:[T\s]${clock})?${zone}$`, 'i');
const monthFirst = new RegExp(
  String.raw`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[T\s,]\s*${clock})?${zone}$`,
  'i',
);

/**
 * An instant in UTC milliseconds from the spellings of the API notes, section 5: ISO 8601 with any number of
 * decimals, then US month-first with slashes or hyphens. Without a zone it is taken as UTC (assumed). Null for
 * anything else, for days that do not exist, and for year 1, which .NET sends for "no time".
 */
export function parseTime(text: string): number | null {
  const fromIso = iso.exec(text);
  if (fromIso !== null) {
    const [, year, month, day, ...rest] = fromIso;
    return instant(year, month, day, rest);
  }
  const us = monthFirst.exec(text);
  if (us === null) return null;
  const [, month, day, year, ...rest] = us;
  return instant(year, month, day, rest);
}

type Group = string | undefined;

function instant(year: Group, month: Group, day: Group, rest: Group[]): number | null {
  const [hour12 = '0', minute = '0', second = '0', fraction = '', half, offset] = rest;
  const hour = hourOf(Number(hour12), half);
  const parts = [Number(year), Number(month), Number(day), hour, Number(minute), Number(second)] as const;
  const [y, mo, d, h, mi, s] = parts;
  if (y < 1970 || mo < 1 || mo > 12 || Number.isNaN(h) || h > 23 || mi > 59 || s > 59) return null;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const utc = Date.UTC(y, mo - 1, d, h, mi, s, ms);
  if (new Date(utc).getUTCDate() !== d) return null;
  return utc - minutesOf(offset) * 60_000;
}

function hourOf(hour: number, half: Group): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}

function minutesOf(offset: Group): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset ?? '');
  if (match === null) return 0;
  const [, sign, hours, minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
