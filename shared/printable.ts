/**
 * What acts on a text instead of being seen in it: control characters but tabs and line breaks, and those that turn the
 * direction of whatever follows (Unicode Standard Annex 9: embeddings, overrides, isolates). Marks of a direction,
 * which names in Arabic or Hebrew may need, turn nothing.
 */
const characters = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069`;
const acting = new RegExp(`[${characters}]`, 'g');

/** One of them, or half a surrogate pair: hardly a text holds any, and one look is cheaper than two changes. */
const suspicious = new RegExp(String.raw`[${characters}\ud800-\udfff]`);

/**
 * A text from outside without the characters that act on it, and with nothing that is no Unicode: half a surrogate pair
 * cannot go into an address, and comes back from the database as another character.
 */
export const printable = (text: string): string =>
  suspicious.test(text) ? text.toWellFormed().replaceAll(acting, '') : text;

/** Whether a text is as it would be printed. */
export const isPrintable = (text: string): boolean => printable(text) === text;

/** JSON text with the same characters written as JSON writes those that it does not let stand. */
export const printableJson = (json: string): string =>
  json.replaceAll(acting, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
