import type { Names } from './store/poll-queries.ts';

/** An e-mail address, as far as a text tells one. */
const email = /[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g;

/**
 * What takes customers out of texts: each of their names and ids becomes "customer 1", "customer 2", …, the same one
 * each time, a job's name "job 1", and every e-mail address "[e-mail]".
 */
export function createAnonymous({ customers, jobs }: Names): (text: string) => string {
  const standIns = new Map<string, string>();
  const spellings = new Set<string>();
  const replace = (name: string, standIn: string): void => {
    if (name.trim() === '' || standIns.has(fold(name))) return;
    standIns.set(fold(name), standIn);
    // Ignoring case does not make one of "İ" and its two small letters, so that both are looked for.
    spellings.add(name).add(name.toLowerCase());
  };
  for (const [index, names] of customers.entries())
    for (const name of names) replace(name, `customer ${index + 1}`);
  for (const [index, name] of jobs.entries()) replace(name, `job ${index + 1}`);
  // The longest first: "Contoso Ltd." is no "Contoso".
  const sorted = [...spellings].sort((a, b) => b.length - a.length).map(escape);
  const anyName =
    sorted.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${sorted.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => {
    const withoutMail = text.replaceAll(email, '[e-mail]');
    if (anyName === null) return withoutMail;
    return withoutMail.replaceAll(anyName, (name) => standIns.get(fold(name)) ?? '?');
  };
}

/** One form for all spellings that ignoring case makes one: capitals, as σ and ς have one of them. */
const fold = (text: string): string => text.toLowerCase().normalize('NFC').toUpperCase();

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
