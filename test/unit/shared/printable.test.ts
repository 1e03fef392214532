import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrintable, printable, printableJson } from '../../../shared/printable.ts';

/** Unicode Standard Annex 9, and the control characters of ISO 6429. */
const acts = (code: number): boolean =>
  (code < 0x20 && ![0x09, 0x0a, 0x0d].includes(code)) ||
  (code >= 0x7f && code <= 0x9f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069);

/** Texts with many of the characters in question, halves of surrogate pairs among them. */
const texts = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: 0, max: 0xa0 }),
      fc.integer({ min: 0x2000, max: 0x2070 }),
      fc.integer({ min: 0xd7f0, max: 0xe010 }),
    ),
  )
  .map((codes) => String.fromCharCode(...codes));

describe('printable', () => {
  it('takes out what acts on a text and repairs what is no Unicode, whatever the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const kept = Array.from(text.toWellFormed()).filter((character) => !acts(character.charCodeAt(0)));
        expect(printable(text)).toBe(kept.join(''));
        expect(isPrintable(printable(text))).toBe(true);
      }),
    );
  });

  it('leaves a text with nothing of it as it is', () => {
    expect(printable('みなと設計事務所 – Ελληνικά\t😀\r\n')).toBe('みなと設計事務所 – Ελληνικά\t😀\r\n');
  });
});

it('JSON keeps its meaning where what acts is written out', () => {
  const value = { name: 'a\u202eb\u009fc' };
  expect(printableJson(JSON.stringify(value))).toBe(String.raw`{"name":"a\u202eb\u009fc"}`);
  expect(JSON.parse(printableJson(JSON.stringify(value)))).toEqual(value);
});
