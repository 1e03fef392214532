import { avepointError, empty, json } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { SimulatedCustomer } from './customer.ts';
import type { SimulatedJob } from './job.ts';
import { whole } from './query.ts';
import { answerReport } from './report.ts';
import type { Row } from './rows.ts';
import type { V3Route } from './route.ts';

/** The scopes that each part of v3 asks for. */
export const v3Scopes = { customers: 'elements.customers.read.all', jobs: 'elements.jobs.read.all' } as const;

/** v3's numbers for the statuses, the texts in lower case. */
const statusNumbers: ReadonlyMap<unknown, number> = new Map(
  [
    ...['none', 'running', 'finished', 'failed', 'finished with exception', 'skipped', 'pending'],
    ...['failed to start', 'canceled', 'rejected', 'stopped', 'not scanned', 'disabled', 'not started'],
    'waiting for configuration',
  ].map((status, number) => [status, number]),
);

/** v3's "Not started", which is what Modern calls "Not Finished" without a jobId. */
const notStarted = 13;

/** A row as v3 sends it: type, module and status as numbers. What a test put in and has no number stays. */
function rowOf(job: SimulatedJob): Row {
  const { row, kind } = job;
  const { status } = row;
  const known = typeof status === 'string' ? statusNumbers.get(status.toLowerCase()) : undefined;
  return {
    ...row,
    jobType: row['jobType'] === kind.service ? kind.type : row['jobType'],
    jobModule: row['jobModule'] === kind.module ? kind.number : row['jobModule'],
    ...('status' in row ? { status: known ?? (status === 'Not Finished' ? notStarted : status) } : {}),
  };
}

function customerOf(customer: SimulatedCustomer): Record<string, unknown> {
  return {
    id: customer.id,
    organization: customer.organization,
    ownerEmail: customer.ownerEmail,
    jobStatus: customer.jobStatus.number,
    countryOrRegion: customer.countryOrRegion,
    managementMode: 1,
    tenants: [{ id: customer.id, name: customer.ownerEmail.replace(/^.*@/, '') }],
  };
}

/** The answer of v3: `{data, metadata}`, pages counted from 1. */
export function answerV3(route: V3Route, call: Call): Answer {
  const refuse = (status: number, message: string): Answer => avepointError(status, message, call.requestId);
  const needed = route.kind === 'customers' ? v3Scopes.customers : v3Scopes.jobs;
  if (!call.scopes.includes(needed)) return refuse(403, 'The app is not allowed to do this.');
  const customer = route.kind === 'customers' ? undefined : call.estate.find(route.customerId);
  if (route.kind !== 'customers' && customer === undefined)
    return refuse(404, 'The customer does not exist.');
  if (route.kind === 'report' && customer !== undefined) return answerReport(customer, route.jobId, call);
  if (call.body !== '' && !/^application\/json\b/i.test(call.contentType ?? '')) return empty(415);
  const filter = filterOf(call.body);
  if (filter === null) return refuse(400, 'The request body is not valid.');
  const pageIndex = whole(call.url.searchParams.get('pageIndex'), 1);
  const pageSize = whole(call.url.searchParams.get('pageSize'), 50);
  if (pageIndex === null || pageSize === null || pageSize > 100) {
    return refuse(400, 'pageIndex starts at 1, pageSize is 1 to 100.');
  }
  const rows = customer === undefined ? call.estate.customers.map(customerOf) : jobsOf(customer, filter);
  const from = (pageIndex - 1) * pageSize;
  const metadata = { pageIndex, pageSize, totalCount: rows.length };
  return json({ data: rows.slice(from, from + pageSize), metadata });
}

interface Filter {
  jobType?: unknown;
  jobModule?: unknown;
}

function jobsOf(customer: SimulatedCustomer, filter: Filter): readonly unknown[] {
  const rows = customer.jobs
    .map(rowOf)
    .filter((row) => filter.jobType === undefined || row['jobType'] === filter.jobType)
    .filter((row) => filter.jobModule === undefined || row['jobModule'] === filter.jobModule);
  return [...rows, ...customer.extraRows];
}

/** The body's filter; null where the body is no JSON object or filters by something other than whole numbers. */
function filterOf(body: string): Filter | null {
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const { jobType, jobModule } = value as Filter;
    const filter = { jobType: jobType ?? undefined, jobModule: jobModule ?? undefined };
    return Object.values(filter).every((one) => one === undefined || Number.isInteger(one)) ? filter : null;
  } catch {
    return null;
  }
}
