import { bytes, count, duration, exactTime, missing } from '../../shared/format.ts';
import type { Place } from '../../shared/format.ts';
import type { Reading } from '../../shared/model.ts';

/** A value as the screen shows it, and what a hover adds: how it came, or why there is none. */
export interface Shown {
  text: string;
  hint: string | null;
  missing: boolean;
}

const writers = {
  count: { write: count, noun: 'a count' },
  size: { write: bytes, noun: 'a size' },
  duration: { write: (value: number) => duration(value), noun: 'a duration' },
  time: { write: exactTime, noun: 'a time' },
} satisfies Record<string, { write: (value: number, place: Place) => string; noun: string }>;

/** What kind of number a reading holds. */
type ReadingKind = keyof typeof writers;

const isNothing = (text: string): boolean => /^\s*(n\/?a)?\s*$/i.test(text);

/** How a text of the service is shown where it may be missing. */
export function showText(text: string | null): Shown {
  return text === null || isNothing(text)
    ? { text: missing, hint: 'AvePoint sent no value.', missing: true }
    : { text, hint: null, missing: false };
}

/** How a reading is shown; a text that could not be read as a number stays as it came. */
export function showReading(reading: Reading, kind: ReadingKind, place: Place = {}): Shown {
  const { write, noun } = writers[kind];
  if (reading.value !== null) {
    const text = write(reading.value, place);
    const hint = reading.text === null || reading.text === text ? null : `AvePoint sent “${reading.text}”.`;
    return { text, hint, missing: false };
  }
  if (reading.text === null || reading.text.trim() === '') return showText(null);
  if (isNothing(reading.text)) {
    return { text: missing, hint: `AvePoint sent “${reading.text}”.`, missing: true };
  }
  return {
    text: reading.text,
    hint: `As AvePoint sent it; Jobwatch could not read it as ${noun}.`,
    missing: false,
  };
}
