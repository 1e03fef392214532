import { describe, expect, it } from 'vitest';
import { showReading, showText } from '../../../renderer/state/reading.ts';

const place = { locale: 'en-GB', timeZone: 'UTC' };

describe('showReading', () => {
  it('writes a number with its unit and tells how it came', () => {
    expect(showReading({ text: '1h13m30s', value: 4_410_000 }, 'duration', place)).toEqual({
      text: '1 h 13 min',
      hint: 'AvePoint sent “1h13m30s”.',
      missing: false,
    });
    expect(showReading({ text: '62 GB', value: 62 * 1024 ** 3 }, 'size', place).text).toBe('62.0 GB');
    expect(showReading({ text: '2430', value: 2430 }, 'count', place).text).toBe('2,430');
    expect(
      showReading({ text: '2026-03-14T14:05:10Z', value: Date.UTC(2026, 2, 14, 14, 5, 10) }, 'time', place)
        .text,
    ).toBe('14 Mar 2026, 14:05:10 (14:05:10 UTC)');
  });

  it('adds no hint where nothing was changed', () => {
    expect(showReading({ text: '7', value: 7 }, 'count', place).hint).toBeNull();
  });

  it.each([
    [{ text: null, value: null }, 'AvePoint sent no value.'],
    [{ text: '  ', value: null }, 'AvePoint sent no value.'],
    [{ text: 'N/A', value: null }, 'AvePoint sent “N/A”.'],
    [{ text: 'na', value: null }, 'AvePoint sent “na”.'],
  ])('shows a dash and its reason for %o', (reading, hint) => {
    expect(showReading(reading, 'count', place)).toEqual({ text: '–', hint, missing: true });
  });

  it('shows a text that could not be read as it came', () => {
    expect(showReading({ text: 'soon', value: null }, 'time', place)).toEqual({
      text: 'soon',
      hint: 'As AvePoint sent it; Jobwatch could not read it as a time.',
      missing: false,
    });
  });
});

describe('showText', () => {
  it('shows a text, or a dash where there is none', () => {
    expect(showText('vm-01')).toEqual({ text: 'vm-01', hint: null, missing: false });
    expect(showText(null)).toMatchObject({ text: '–', missing: true });
    expect(showText('N/A')).toMatchObject({ text: '–', missing: true });
  });
});
