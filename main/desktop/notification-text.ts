const longestTitle = 120;
const longestBody = 600;

/** Control characters and those that turn the direction of a text; a line feed is none of them. */
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The text of a notification as a desktop may be given it. Names come from the service, so that nothing in them may
 * act: control characters go, lengths have an end, and where the desktop reads markup in the body (Desktop
 * Notifications Specification 1.2, "Markup") it is written so that it reads as it stands.
 */
export function notificationText(
  { title, body }: { title: string; body: string },
  readsMarkup: boolean,
): { title: string; body: string } {
  const plain = cut(body.replaceAll(unprintable, ' '), longestBody);
  return {
    title: cut(title.replaceAll(unprintable, ' ').replaceAll('\n', ' '), longestTitle),
    body: readsMarkup ? escaped(plain) : plain,
  };
}

/** Cut to so many UTF-16 units, never through a character. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
