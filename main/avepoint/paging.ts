import { z } from 'zod';
import type { Exchange } from './http.ts';
import { notUnderstood } from './service.ts';
import type { Ask } from './service.ts';
import type { About } from './status-problem.ts';

const envelopeSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.unknown().optional(),
  nextLink: z.unknown().optional(),
});

/** More pages than this have no end. */
export const maxPages = 1000;
const mostRows = 50_000;
const longestLink = 8000;
const mostCharacters = 64 * 1024 * 1024;

/**
 * Keeps the pages of one answer from filling the memory: an estate has a few thousand customers, and a customer a few
 * hundred jobs. The returned function is called with the rows of each page; it throws ServiceFailure where all pages
 * together are too many or too large.
 */
export function createPageLimit(): (rows: readonly unknown[], exchange: Exchange) => void {
  let [rows, characters] = [0, 0];
  return (page, exchange) => {
    rows += page.length;
    characters += exchange.text.length;
    if (rows > mostRows) throw notUnderstood(`more than ${mostRows} rows`, exchange, exchange.text);
    if (characters > mostCharacters) throw notUnderstood('more than 64 MiB', exchange, exchange.text);
  };
}

/**
 * Reads all pages of an OData answer: `@odata.nextLink` or `nextLink`, relative or absolute, followed to the same
 * origin only, since the token goes with it (API notes, section 1). Throws ServiceFailure where an answer is not the
 * envelope, a link leads elsewhere or back, or there is no end.
 */
export async function followLinks(
  ask: Ask,
  first: URL,
  about: About,
  signal: AbortSignal,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  const seen = new Set<string>();
  const limit = createPageLimit();
  let url = first;
  for (;;) {
    seen.add(url.href);
    const { json, exchange } = await ask({ url, method: 'GET', about }, signal);
    const page = envelopeSchema.safeParse(json);
    if (!page.success) throw notUnderstood('not the documented envelope', exchange, json);
    limit(page.data.value, exchange);
    for (const row of page.data.value) rows.push(row);
    const next = nextUrl(linkOf(page.data['@odata.nextLink']) ?? linkOf(page.data.nextLink), url, exchange);
    if (next === null) return rows;
    if (seen.has(next.href)) throw notUnderstood('a link to the next page leads back', exchange, next.href);
    if (seen.size >= maxPages) throw notUnderstood(`more than ${maxPages} pages`, exchange, next.href);
    url = next;
  }
}

/** A link that is absent, null or empty ends the pages. */
const linkOf = (link: unknown): unknown => (link === '' || link === null ? undefined : link);

function nextUrl(link: unknown, current: URL, exchange: Exchange): URL | null {
  if (link === undefined) return null;
  if (typeof link !== 'string' || link.length > longestLink || !URL.canParse(link, current)) {
    throw notUnderstood('the link to the next page is no address', exchange, link);
  }
  const next = new URL(link, current);
  if (next.origin !== current.origin) {
    throw notUnderstood('the link to the next page leads to another host', exchange, next.origin);
  }
  // The token goes in its own header; a name and a password would go in its place.
  next.username = '';
  next.password = '';
  next.hash = '';
  return next;
}
