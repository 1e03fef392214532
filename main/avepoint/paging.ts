import { z } from 'zod';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from './failure.ts';
import type { Ask } from './service.ts';

const envelopeSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.unknown().optional(),
  nextLink: z.unknown().optional(),
});

const maxPages = 1000;

/**
 * Reads all pages of an OData answer: `@odata.nextLink` or `nextLink`, relative or absolute, followed to the same
 * origin only, since the token goes with it (API notes, section 1). Throws ServiceFailure where an answer is not the
 * envelope, a link leads elsewhere or back, or there is no end.
 */
export async function followLinks(
  ask: Ask,
  first: URL,
  about: 'customers' | 'jobs',
  signal: AbortSignal,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  const seen = new Set<string>();
  let url: URL | null = first;
  while (url !== null) {
    if (seen.has(url.href)) throw refused('a link to the next page leads back', url.href);
    if (seen.size >= maxPages) throw refused(`more than ${maxPages} pages`, url.href);
    seen.add(url.href);
    const body = await ask({ url, method: 'GET', about }, signal);
    const page = envelopeSchema.safeParse(body);
    if (!page.success) throw refused('not the documented envelope', JSON.stringify(body));
    for (const row of page.data.value) rows.push(row);
    url = nextUrl(page.data['@odata.nextLink'] ?? page.data.nextLink, url);
  }
  return rows;
}

function nextUrl(link: unknown, current: URL): URL | null {
  if (link === undefined || link === null || link === '') return null;
  if (typeof link !== 'string' || !URL.canParse(link, current)) {
    throw refused('the link to the next page is no address', JSON.stringify(link));
  }
  const next = new URL(link, current);
  if (next.origin !== current.origin)
    throw refused('the link to the next page leads to another host', next.origin);
  return next;
}

const refused = (why: string, seen: string): ServiceFailure =>
  new ServiceFailure(problem('notUnderstood', { detail: `${why}: ${seen.slice(0, 200)}` }));
