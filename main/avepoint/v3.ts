import { z } from 'zod';
import { readCustomers } from './customers.ts';
import { v3Modules, v3Services, v3Statuses } from './names.ts';
import { createPageLimit, maxPages } from './paging.ts';
import { readRows } from './rows.ts';
import type { Reader, Spelling } from './rows.ts';
import { notUnderstood } from './service.ts';
import type { Ask } from './service.ts';
import type { JobSource } from './source.ts';
import type { About } from './status-problem.ts';
import { below } from './url.ts';
import { parseCount, textOf } from './values.ts';

/** The scopes that v3 asks for (API notes, section 1). */
export const v3Scopes = { customers: 'elements.customers.read.all', jobs: 'elements.jobs.read.all' } as const;

/** The path of v3's customers, below the API base URL. */
export const v3Customers = ['partner', 'external', 'v3', 'general', 'customers'] as const;

/** The most rows that v3 gives on one page. */
const pageSize = 100;

const envelopeSchema = z.object({
  data: z.array(z.unknown()),
  metadata: z.object({ totalCount: z.unknown().optional() }).optional().catch(undefined),
});

/** The name of a number, and a text or a number that has none as it came. */
function named(nameOf: (number: number) => string | undefined): (value: unknown) => string | null {
  return (value) => {
    const text = textOf(value);
    if (text === null || !/^\d{1,6}$/.test(text)) return text;
    return nameOf(Number(text)) ?? text;
  };
}

const spelling: Spelling = {
  service: named((number) => v3Services.get(number)),
  module: named((number) => v3Modules.get(number)),
  status: named((number) => v3Statuses[number]),
};

/** The v3 generation: POST, `{data, metadata}` envelopes, integers for service, module and status. */
export function createV3Source(ask: Ask, apiBaseUrl: string, reader: Omit<Reader, 'spelling'>): JobSource {
  return {
    listCustomers: async (signal) => {
      const url = below(apiBaseUrl, ...v3Customers, 'batch');
      return readCustomers(await readPages(ask, url, 'customers', signal));
    },
    listJobs: async (customerId, signal) => {
      const url = below(apiBaseUrl, ...v3Customers, customerId, 'avpt-products', 'jobs', 'batch');
      return readRows(await readPages(ask, url, 'jobs', signal), customerId, { ...reader, spelling });
    },
  };
}

/**
 * Reads all pages up to `totalCount`, or up to an empty one where no count is given. Throws ServiceFailure where an
 * answer is not the envelope, a page comes twice, or there is no end.
 */
async function readPages(ask: Ask, url: URL, about: About, signal: AbortSignal): Promise<unknown[]> {
  const rows: unknown[] = [];
  const limit = createPageLimit();
  let former: string | null = null;
  for (let pageIndex = 1; ; pageIndex += 1) {
    const page = new URL(url);
    page.searchParams.set('pageIndex', String(pageIndex));
    page.searchParams.set('pageSize', String(pageSize));
    const { json, exchange } = await ask({ url: page, method: 'POST', body: {}, about }, signal);
    const parsed = envelopeSchema.safeParse(json);
    if (!parsed.success) throw notUnderstood('not the documented envelope', exchange, json);
    const { data, metadata } = parsed.data;
    if (data.length === 0) return rows;
    if (exchange.text === former) throw notUnderstood('a page came twice', exchange, exchange.text);
    if (pageIndex >= maxPages) throw notUnderstood(`more than ${maxPages} pages`, exchange, page.href);
    limit(data, exchange);
    for (const row of data) rows.push(row);
    const total = parseCount(textOf(metadata?.totalCount) ?? '') ?? 0;
    if (total > 0 && rows.length >= total) return rows;
    former = exchange.text;
  }
}
