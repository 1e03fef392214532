import { z } from 'zod';
import type { Reading } from '../../shared/model.ts';
import { ServiceFailure } from './failure.ts';
import { notUnderstood } from './service.ts';
import type { Ask } from './service.ts';
import { parseTime } from './time.ts';
import { below } from './url.ts';
import { v3Customers } from './v3.ts';
import { reading, textOf } from './values.ts';

/** An object that a run could not back up, as the service's report tells it. */
export interface FailedObject {
  title: string | null;
  location: string | null;
  container: string | null;
  comment: string | null;
  errorCode: string | null;
  /** When the service was done with it. */
  finished: Reading;
}

/** The failed objects of one run. */
export interface FailedObjects {
  objects: FailedObject[];
  /** False where the report is longer than what is read of it. */
  complete: boolean;
  /** Rows that were no objects. */
  unreadable: number;
}

/** The most rows that the service gives on one page. */
const pageSize = 1000;
/** A report may have hundreds of thousands of rows, one for each object; so much of it is read. */
const mostPages = 50;
const mostObjects = 1000;

/** `status` of a report's row (API notes, section 5). */
const failedStatus = /^(1|failed)$/i;

const envelopeSchema = z.object({
  data: z.array(z.unknown()),
  metadata: z.object({ skipToken: z.unknown().optional() }).optional().catch(undefined),
});
const rowSchema = z.record(z.string(), z.unknown());

/**
 * Which objects failed in a run: v3's report of a Microsoft 365 job (API notes, section 5). Null where the service
 * has no report of it. Throws ServiceFailure.
 */
export async function listFailedObjects(
  ask: Ask,
  apiBaseUrl: string,
  customerId: string,
  runId: string,
  signal: AbortSignal,
): Promise<FailedObjects | null> {
  const url = below(apiBaseUrl, ...v3Customers, customerId, 'jobs', runId, 'report-details');
  url.searchParams.set('pageSize', String(pageSize));
  const found: FailedObjects = { objects: [], complete: true, unreadable: 0 };
  const seen = new Set<string>();
  for (let pages = 1; ; pages += 1) {
    const answer = await orNull(ask({ url, method: 'GET', about: 'report' }, signal));
    if (answer === null) return null;
    const parsed = envelopeSchema.safeParse(answer.json);
    if (!parsed.success) throw notUnderstood('not the documented envelope', answer.exchange, answer.json);
    for (const row of parsed.data.data) take(row, found);
    const token = textOf(parsed.data.metadata?.skipToken);
    if (token === null || parsed.data.data.length === 0) return found;
    if (pages >= mostPages || found.objects.length >= mostObjects) return { ...found, complete: false };
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

function take(row: unknown, found: FailedObjects): void {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) {
    found.unreadable += 1;
    return;
  }
  const { data } = parsed;
  if (!failedStatus.test(textOf(data['status']) ?? '')) return;
  found.objects.push({
    title: textOf(data['title']),
    location: textOf(data['sourceObjectLocation']),
    container: textOf(data['container']),
    comment: textOf(data['comment']),
    errorCode: textOf(data['errorCode']),
    finished: reading(data['finishTime'], parseTime),
  });
}
