/** An e-mail address, as far as a text tells one. */
const email = /[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g;

/**
 * What takes customers out of texts: each of their names and ids becomes "customer 1", "customer 2", …, the same one
 * each time, and every e-mail address "[e-mail]".
 */
export function createAnonymous(customers: readonly (readonly string[])[]): (text: string) => string {
  const numbers = new Map<string, number>();
  const spellings = new Set<string>();
  for (const [index, names] of customers.entries())
    for (const name of names.filter((each) => each.trim() !== '')) {
      numbers.set(fold(name), index + 1);
      // Ignoring case does not make one of "İ" and its two small letters, so that both are looked for.
      spellings.add(name).add(name.toLowerCase());
    }
  // The longest first: "Contoso Ltd." is no "Contoso".
  const sorted = [...spellings].sort((a, b) => b.length - a.length).map(escape);
  const anyName =
    sorted.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${sorted.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => {
    const withoutMail = text.replaceAll(email, '[e-mail]');
    if (anyName === null) return withoutMail;
    return withoutMail.replaceAll(anyName, (name) => `customer ${numbers.get(fold(name)) ?? '?'}`);
  };
}

/** One form for all spellings that ignoring case makes one: capitals, as σ and ς have one of them. */
const fold = (text: string): string => text.toLowerCase().normalize('NFC').toUpperCase();

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
