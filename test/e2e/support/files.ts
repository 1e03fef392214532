import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A text as it may lie in a file: as plain bytes, in UTF-16, or in base64, wherever in a longer text it begins there.
 */
export function formsOf(text: string): Buffer[] {
  const shifted = [0, 1, 2]
    // What shares a group of four characters with the text around it is another one there.
    .map((before) =>
      Buffer.from('x'.repeat(before) + text)
        .toString('base64')
        .slice(before === 0 ? 0 : 4, -4),
    )
    // Of a short text so little is left that it may stand anywhere.
    .filter(({ length }) => length >= 8);
  return [text, ...shifted].map((form) => Buffer.from(form)).concat(Buffer.from(text, 'utf16le'));
}

/**
 * The files below a folder that hold a text in any of its forms. Links, sockets and pipes are left alone, and so
 * is what goes away meanwhile: Chromium writes many a file under a passing name first, and its processes end a
 * little after the program.
 */
export function filesHolding(folder: string, text: string): string[] {
  const forms = formsOf(text);
  return filesOf(folder).filter((file) => {
    const bytes = unlessGone(() => readFileSync(file));
    return bytes !== undefined && forms.some((form) => bytes.includes(form));
  });
}

/** All files below a folder, or the one that a path names. */
export function filesOf(place: string): string[] {
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) {
    return (unlessGone(() => readdirSync(place)) ?? []).flatMap((name) => filesOf(join(place, name)));
  }
  return found?.isFile() === true ? [place] : [];
}

function unlessGone<Found>(read: () => Found): Found | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
