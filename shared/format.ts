/**
 * Where numbers and times are written for: by default the system's language and time zone. Tests name both.
 */
export interface Place {
  locale?: string;
  timeZone?: string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const gigabyte = 1024 ** 3;

/** What stands where a value is missing; the reason belongs beside it. */
export const missing = '–';

const dayParts: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };
const dateParts: Intl.DateTimeFormatOptions = { year: 'numeric', ...dayParts };
const clockParts: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' };

/**
 * Makes something once for each key: what Intl offers takes longer to make than to use, and
 * lists use it by the thousand.
 */
function once<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

type Key = [locales: string[], options: object, offset: number];
const parse = (key: string): Key => JSON.parse(key) as Key;

/** The formats by locale and options; the system's own locale is no locale at all. */
const dateFormat = once((key) => {
  const [locales, options] = parse(key);
  return new Intl.DateTimeFormat(locales, options);
});
const numberFormat = once((key) => {
  const [locales, options] = parse(key);
  return new Intl.NumberFormat(locales, options);
});

/** A format stays in the time zone in which it was made: one who travels, or turns the clock, needs another. */
const keyOf = ({ locale }: Place, options: object): string => {
  const key: Key = [locale === undefined ? [] : [locale], options, new Date().getTimezoneOffset()];
  return JSON.stringify(key);
};

function write(at: number, parts: Intl.DateTimeFormatOptions, place: Place): string {
  const zone = place.timeZone === undefined ? {} : { timeZone: place.timeZone };
  return dateFormat(keyOf(place, { ...parts, ...zone })).format(at);
}

/**
 * An instant as people say it, seen from `now` (both milliseconds UTC): "just now", "12 min ago", "in 5 min",
 * "3 days ago", and the date from 14 days on.
 */
export function relativeTime(at: number, now: number, place: Place = {}): string {
  const distance = Math.abs(now - at);
  if (distance < minute) return 'just now';
  if (distance >= 14 * day) return write(at, dateParts, place);
  const words =
    distance < hour
      ? `${Math.floor(distance / minute)} min`
      : distance < day
        ? `${Math.floor(distance / hour)} h`
        : plural(Math.floor(distance / day), 'day', 'days', place);
  return at > now ? `in ${words}` : `${words} ago`;
}

/** An instant (milliseconds UTC) as a time of day to the minute: "14:30"; of another day, with the weekday. */
export function shortTime(at: number, now = Date.now(), place: Place = {}): string {
  const sameDay = write(at, dateParts, place) === write(now, dateParts, place);
  const parts: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  return write(at, sameDay ? parts : { weekday: 'short', ...parts }, place);
}

/** The day of an instant (milliseconds UTC) of the last weeks: "Mar 14". */
export function recentDay(at: number, place: Place = {}): string {
  return write(at, dayParts, place);
}

/** The same with its weekday: "Sat, Mar 14". */
export function recentWeekday(at: number, place: Place = {}): string {
  return write(at, { weekday: 'short', ...dayParts }, place);
}

/** The name of the weekday of an instant (milliseconds UTC): "Sat" or "Saturday". */
export function weekdayName(at: number, weekday: 'short' | 'long', place: Place = {}): string {
  return write(at, { weekday }, place);
}

/** An instant (milliseconds UTC) of the last weeks, to the minute: "14 Mar, 15:05". */
export function recentTime(at: number, place: Place = {}): string {
  return write(at, { ...dayParts, hour: '2-digit', minute: '2-digit' }, place);
}

/** An instant (milliseconds UTC) in the person's own time zone, to the second. */
export function localTime(at: number, place: Place = {}): string {
  return write(at, { ...dateParts, ...clockParts }, place);
}

/** The same instant in UTC: the time alone where the local date is the same, else with its date. */
export function utcTime(at: number, place: Place = {}): string {
  const utc: Place = { ...place, timeZone: 'UTC' };
  const sameDay = write(at, dateParts, place) === write(at, dateParts, utc);
  return `${write(at, sameDay ? clockParts : { ...dateParts, ...clockParts }, utc)} UTC`;
}

/** An instant exactly: "Mar 14, 2026, 15:05:10 (14:05:10 UTC)". */
export function exactTime(at: number, place: Place = {}): string {
  return `${localTime(at, place)} (${utcTime(at, place)})`;
}

/** A length of time (milliseconds) in its two biggest units: "2 s", "2 min 33 s", "1 h 13 min", "1 d 16 h". */
export function duration(milliseconds: number): string {
  const units = [
    { name: 'd', length: day },
    { name: 'h', length: hour },
    { name: 'min', length: minute },
    { name: 's', length: second },
  ];
  let rest = Math.max(0, milliseconds);
  // The smaller of the two units is cut, not rounded, so that "59 min 59.9 s" never becomes "60 min".
  const first = units.findIndex((unit) => rest >= unit.length);
  if (first < 0) return '0 s';
  const words: string[] = [];
  for (const unit of units.slice(first, first + 2)) {
    const figure = Math.floor(rest / unit.length);
    rest -= figure * unit.length;
    if (figure > 0) words.push(`${figure} ${unit.name}`);
  }
  return words.join(' ');
}

/** A size (bytes) in GB of 1024³ bytes with one decimal; what is more than nothing never reads as 0.0. */
export function bytes(size: number, place: Place = {}): string {
  const figure = (amount: number, decimals: number): string =>
    numberFormat(keyOf(place, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })).format(
      amount,
    );
  const gigabytes = size / gigabyte;
  if (gigabytes <= 0) return '0 GB';
  if (gigabytes < 0.05) return `< ${figure(0.1, 1)} GB`;
  return `${figure(gigabytes, 1)} GB`;
}

/** The size of a file (bytes) in the unit that suits it: "12.3 MB". */
export function fileSize(size: number, place: Place = {}): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, size < 1 ? 0 : Math.floor(Math.log(size) / Math.log(1024)));
  const unit: Intl.NumberFormatOptions = {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  };
  return numberFormat(keyOf(place, unit)).format(size / 1024 ** step);
}

/** A count with the locale's separators: "2,430". */
export function count(figure: number, place: Place = {}): string {
  return numberFormat(keyOf(place, {})).format(figure);
}

/** A count and its noun: "1 job", "2,430 jobs". */
export function plural(figure: number, one: string, many: string, place: Place = {}): string {
  return `${count(figure, place)} ${figure === 1 ? one : many}`;
}

/** A text cut in the middle to at most `length` characters, since what tells names apart is often at the end. */
export function middleTruncate(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  const kept = Math.max(0, length - 1);
  const tail = Math.floor(kept / 2);
  return `${characters.slice(0, kept - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}
