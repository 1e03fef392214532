/** How the Modern generation pages its answers: undocumented there, so every assumed manner can be tried. */
export interface ModernPaging {
  /** Rows on a page. */
  size: number;
  /** The name of the link to the next page. */
  field: '@odata.nextLink' | 'nextLink';
  /** A whole address, a path from the root, or a reference relative to the request's own address. */
  form: 'absolute' | 'path' | 'relative';
  /**
   * What is wrong with the links: `loop` leads from the last page back to the second, `endless` goes on after
   * the last one with empty pages and ever new links.
   */
  quirk?: 'loop' | 'endless';
  /** Another origin for absolute links, where no client may follow. */
  origin?: string;
}

const tokenName = '$skiptoken';

/** One page of the rows and the members that link to the next one; null where the request's token is none. */
export function pageOf(
  rows: readonly unknown[],
  url: URL,
  paging: ModernPaging | null,
): { rows: readonly unknown[]; link: Record<string, string> } | null {
  if (paging === null) return { rows, link: {} };
  const token = url.searchParams.get(tokenName) ?? '0';
  if (!/^\d{1,9}$/.test(token)) return null;
  const offset = Number(token);
  const next = nextOffset(offset + paging.size, rows.length, paging);
  const page = rows.slice(offset, offset + paging.size);
  return { rows: page, link: next === null ? {} : { [paging.field]: linkTo(url, next, paging) } };
}

function nextOffset(next: number, total: number, { quirk, size }: ModernPaging): number | null {
  if (next < total || quirk === 'endless') return next;
  return quirk === 'loop' ? size : null;
}

function linkTo(url: URL, offset: number, { form, origin }: ModernPaging): string {
  const target = new URL(url);
  target.searchParams.set(tokenName, String(offset));
  const path = target.pathname + target.search;
  if (form === 'absolute') return (origin ?? target.origin) + path;
  return form === 'path' ? path : path.slice(target.pathname.lastIndexOf('/') + 1);
}
