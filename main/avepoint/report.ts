import { z } from 'zod';
import type { ObjectReport, ObjectStatus } from '../../shared/report.ts';
import { ServiceFailure } from './failure.ts';
import { notUnderstood } from './service.ts';
import type { Ask } from './service.ts';
import { parseTime } from './time.ts';
import { below } from './url.ts';
import { v3Customers } from './v3.ts';
import { reading, textOf } from './values.ts';

/** The most rows that the service gives on one page. */
const pageSize = 1000;
/** A report may have hundreds of thousands of rows, one for each object; so much of it is read. */
const mostPages = 50;
/** So many objects of a status are listed; those after them are counted. */
const mostListed: Readonly<Record<ObjectStatus, number>> = {
  failed: 1000,
  warning: 500,
  skipped: 500,
  other: 100,
};

/** `status` of a report's row (API notes, section 5); null for what needs no look. */
const statuses: ReadonlyMap<string, ObjectStatus | null> = new Map<string, ObjectStatus | null>([
  ...(['0', 'success', '3', 'filtered'] as const).map((status) => [status, null] as const),
  ...(['1', 'failed'] as const).map((status) => [status, 'failed'] as const),
  ...(['2', 'skipped'] as const).map((status) => [status, 'skipped'] as const),
  ...(['4', 'warning'] as const).map((status) => [status, 'warning'] as const),
]);

const envelopeSchema = z.object({
  data: z.array(z.unknown()),
  metadata: z.object({ skipToken: z.unknown().optional() }).optional().catch(undefined),
});
const rowSchema = z.record(z.string(), z.unknown());

/**
 * Which objects of a run failed, were skipped or have warnings: v3's report of a Microsoft 365 job (API notes, section
 * 5). Null where the service has no report of it. Throws ServiceFailure.
 */
export async function readReport(
  ask: Ask,
  apiBaseUrl: string,
  { customerId, runId }: { customerId: string; runId: string },
  signal: AbortSignal,
): Promise<ObjectReport | null> {
  const url = below(apiBaseUrl, ...v3Customers, customerId, 'jobs', runId, 'report-details');
  url.searchParams.set('pageSize', String(pageSize));
  const report: ObjectReport = {
    objects: [],
    counts: { failed: 0, warning: 0, skipped: 0, other: 0 },
    read: 0,
    complete: true,
    unreadable: 0,
  };
  const seen = new Set<string>();
  for (let pages = 1; ; pages += 1) {
    const answer = await orNull(ask({ url, method: 'GET', about: 'report' }, signal));
    if (answer === null) return null;
    const parsed = envelopeSchema.safeParse(answer.json);
    if (!parsed.success) throw notUnderstood('not the documented envelope', answer.exchange, answer.json);
    for (const row of parsed.data.data) take(row, report);
    const token = textOf(parsed.data.metadata?.skipToken);
    if (token === null || parsed.data.data.length === 0) return report;
    if (pages >= mostPages || report.counts.failed >= mostListed.failed) {
      return { ...report, complete: false };
    }
    if (seen.has(token)) throw notUnderstood('a skip token came twice', answer.exchange, token);
    seen.add(token);
    url.searchParams.set('skipToken', token);
  }
}

/** A 404 says that there is no report: runs of other services, and old ones, have none. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ServiceFailure && error.problem.status === 404) return null;
    throw error;
  }
}

function take(row: unknown, report: ObjectReport): void {
  report.read += 1;
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) {
    report.unreadable += 1;
    return;
  }
  const { data } = parsed;
  const statusText = textOf(data['status']) ?? '';
  const known = statuses.get(statusText.toLowerCase());
  if (known === null) return;
  const status = known ?? 'other';
  report.counts[status] += 1;
  if (report.counts[status] > mostListed[status]) return;
  report.objects.push({
    status,
    statusText,
    title: textOf(data['title']),
    location: textOf(data['sourceObjectLocation']),
    container: textOf(data['container']),
    comment: textOf(data['comment']),
    errorCode: textOf(data['errorCode']),
    finished: reading(data['finishTime'], parseTime),
  });
}
