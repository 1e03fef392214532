import { avepointError, json } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { SimulatedCustomer } from './customer.ts';
import type { SimulatedJob } from './job.ts';
import { whole } from './query.ts';
import { random } from './random.ts';

const longestPage = 1000;

/** What went wrong with one object, and AvePoint's code for it. */
const failures: readonly (readonly [comment: string, errorCode: string])[] = [
  ['Failed to execute backend request, status code: BadGateway, internal error code:BadGateway', ''],
  ['The mailbox is either inactive, soft-deleted, or is hosted on-premise.', 'MailboxNotEnabledForRESTAPI'],
  ['Access denied. You do not have permission to perform this action or access this resource.', '403'],
  ['The request has been throttled too many times.', '429'],
  ['The operation has timed out.', ''],
];

/** The report's types of object for the modules that have one of their own; a user for the rest. */
const types: ReadonlyMap<string, number> = new Map([
  ['Exchange Online', 1],
  ['SharePoint Online', 2],
  ['Microsoft 365 Group', 26],
  ['Microsoft Teams', 27],
]);

const user = 17;

const people = ['a.keller', 'b.osei', 'c.lindqvist', 'd.moreau', 'e.tanaka', 'f.novak', 'g.byrne', 'h.silva'];

/** The objects of one Microsoft 365 run, those that failed first; 404 where there is no such run. */
export function answerReport(customer: SimulatedCustomer, jobId: string, call: Call): Answer {
  const refuse = (status: number, message: string): Answer => avepointError(status, message, call.requestId);
  const job = customer.jobs.find(({ row }) => row['jobId'] === jobId && jobId !== 'N/A');
  if (job === undefined || job.kind.service !== 'Microsoft 365')
    return refuse(404, 'The job does not exist.');
  const pageSize = whole(call.url.searchParams.get('pageSize'), 0);
  if (pageSize === null || pageSize === 0 || pageSize > longestPage) {
    return refuse(400, `pageSize is 1 to ${longestPage}.`);
  }
  const from = offsetOf(call.url.searchParams.get('skipToken'), jobId);
  if (from === null) return refuse(400, 'skipToken is not valid.');
  const { total } = countsOf(job);
  const to = Math.min(total, from + pageSize);
  const data = Array.from({ length: Math.max(0, to - from) }, (_, index) =>
    objectOf(customer, job, from + index),
  );
  return json({ data, metadata: { skipToken: to < total ? tokenOf(to, jobId) : null, totalCount: total } });
}

function countsOf({ row }: SimulatedJob): { total: number; failed: number; warned: number; skipped: number } {
  const count = (field: string): number => Number(row[field]) || 0;
  const [failed, warned, skipped] = [count('failedCount'), count('warningCount'), count('skippedCount')];
  return { total: count('totalCount'), failed, warned, skipped };
}

function objectOf(customer: SimulatedCustomer, job: SimulatedJob, index: number): Record<string, unknown> {
  const { pick, int } = random(String(job.row['jobId']), index);
  const { failed, warned, skipped } = countsOf(job);
  const domain = customer.ownerEmail.replace(/^.*@/, '');
  const sites = job.kind.module === 'SharePoint Online' || job.kind.module === 'OneDrive for Business';
  const person = `${pick(people)}${index}`;
  const place = sites ? `https://${domain}/sites/${person}` : `${person}@${domain}`;
  const bounds = [failed, failed + warned, failed + warned + skipped];
  const status = [1, 4, 2][bounds.findIndex((bound) => index < bound)] ?? 0;
  const [comment, errorCode] = status === 1 ? pick(failures) : ['', ''];
  return {
    title: sites ? person : place,
    type: types.get(job.kind.module) ?? user,
    sourceObjectLocation: place,
    container: 'Default Microsoft 365 User Container',
    size: status === 0 ? int(0, 40_000_000) : 0,
    status,
    finishTime: String(job.row['endTime']).replace('Z', '.6017245Z'),
    comment,
    errorCode,
  };
}

/** With bars and percent signs in it, as the real ones have: a client has to encode it. */
function tokenOf(offset: number, jobId: string): string {
  return `||1%2152%21${Buffer.from(`${jobId}/${offset}`).toString('base64url')}`;
}

function offsetOf(token: string | null, jobId: string): number | null {
  if (token === null) return 0;
  const match = /^\|\|1%2152%21([\w-]+)$/.exec(token);
  const [id, offset] = Buffer.from(match?.[1] ?? '', 'base64url')
    .toString()
    .split('/');
  return id === jobId ? whole(offset ?? '', 0) : null;
}
