/** An e-mail address, as far as a text tells one. */
const email = /[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g;

/**
 * What takes customers out of texts: each of their names and ids becomes "customer 1", "customer 2", …, the same one
 * each time, and every e-mail address "[e-mail]".
 */
export function createAnonymous(customers: readonly (readonly string[])[]): (text: string) => string {
  const numbers = new Map<string, number>();
  for (const [index, names] of customers.entries())
    for (const name of names) if (name.trim() !== '') numbers.set(name.toLowerCase(), index + 1);
  // The longest first: "Contoso Ltd." is no "Contoso".
  const sorted = [...numbers.keys()].sort((a, b) => b.length - a.length).map(escape);
  const anyName =
    sorted.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${sorted.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => {
    const withoutMail = text.replaceAll(email, '[e-mail]');
    if (anyName === null) return withoutMail;
    return withoutMail.replaceAll(anyName, (name) => `customer ${numbers.get(name.toLowerCase()) ?? '?'}`);
  };
}

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
