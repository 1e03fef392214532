import { z } from 'zod';
import type { Job } from '../../shared/model.ts';
import { jobKey } from './identity.ts';
import { jsonOf } from './json.ts';
import { isKnownModule, isKnownService, plain } from './names.ts';
import { outcomeOf } from './status.ts';
import type { ExceptionOutcome } from './status.ts';
import { parseTime } from './time.ts';
import type { Unknowns } from './unknowns.ts';
import { parseCount, parseDuration, parseSize, reading, textOf } from './values.ts';

/** A job as one answer told it, with the row as it came (JSON text). */
export interface ObservedJob extends Job {
  raw: string;
}

/** One customer's jobs as one answer told them. */
export interface JobsAnswer {
  /** The latest row of each job. */
  jobs: ObservedJob[];
  /** The duplicates: the other rows of the same jobs, where the answer held more than one of a job; oldest first. */
  earlier: ObservedJob[];
  /** Rows that were no objects. */
  unreadable: number;
}

/** A row is an object of anything: what a field holds is decided field by field, so that no field costs the row. */
const rowSchema = z.custom<Record<string, unknown>>(
  (row) => typeof row === 'object' && row !== null && !Array.isArray(row),
);

/** How a generation spells service, module and status of a row. */
export interface Spelling {
  service: (value: unknown) => string | null;
  module: (value: unknown) => string | null;
  status: (value: unknown) => string | null;
}

export interface Reader {
  spelling: Spelling;
  exception: ExceptionOutcome;
  unknowns: Unknowns;
}

/** Reads the rows of one customer's answer. A row that is no object is counted, every other one is kept. */
export function readRows(rows: readonly unknown[], customerId: string, reader: Reader): JobsAnswer {
  const read: ObservedJob[] = [];
  let unreadable = 0;
  for (const row of rows) {
    const parsed = rowSchema.safeParse(row);
    if (parsed.success) read.push(readRow(parsed.data, rawOf(parsed.data), customerId, reader));
    else unreadable += 1;
  }
  return { ...mergeDuplicates(read), unreadable };
}

/** A row as it is kept: a usual one has less than a thousand characters. */
const longestRaw = 100_000;

/** The fields that are read. */
const fields = [
  ...['jobType', 'jobModule', 'name', 'jobId', 'status', 'startTime', 'endTime', 'lastModifyTime'],
  ...[
    'totalCount',
    'failedCount',
    'successfulCount',
    'skippedCount',
    'warningCount',
    'backupSize',
    'jobDuration',
  ],
];

/**
 * The row as JSON. Of one that is too long, or nested too deeply to be written, only what is read of it: two rows that
 * are kept alike mean the same, since a change is looked for in what is kept.
 */
function rawOf(row: Record<string, unknown>): string {
  const whole = jsonOf(row);
  if (whole !== null && whole.length <= longestRaw) return whole;
  return JSON.stringify(Object.fromEntries(fields.map((field) => [field, textOf(row[field])])));
}

function readRow(
  row: Record<string, unknown>,
  raw: string,
  customerId: string,
  { spelling, exception, unknowns }: Reader,
): ObservedJob {
  const service = spelling.service(row['jobType']);
  const module = spelling.module(row['jobModule']);
  const name = textOf(row['name']);
  const runId = textOf(row['jobId']);
  const status = spelling.status(row['status']);
  const start = reading(row['startTime'], parseTime);
  const isScan =
    runId === null && start.value === null && isScanService(service) && plain(module ?? 'None') === 'none';
  const outcome = outcomeOf({ status, runId, isScan }, exception);
  if (outcome === 'unknown' && status !== null) unknowns.note('status', status);
  if (service !== null && !isKnownService(service)) unknowns.note('service', service);
  if (module !== null && !isKnownModule(module)) unknowns.note('module', module);
  const [serviceName, moduleName] = [service ?? 'Unknown service', module ?? 'Unknown module'];
  return {
    key: jobKey(customerId, serviceName, moduleName, name),
    customerId,
    service: serviceName,
    module: moduleName,
    name,
    runId,
    status: status ?? 'N/A',
    outcome,
    total: reading(row['totalCount'], parseCount),
    failed: reading(row['failedCount'], parseCount),
    successful: reading(row['successfulCount'], parseCount),
    skipped: reading(row['skippedCount'], parseCount),
    warnings: reading(row['warningCount'], parseCount),
    size: reading(row['backupSize'], parseSize),
    duration: reading(row['jobDuration'], parseDuration),
    start,
    end: reading(row['endTime'], parseTime),
    modified: reading(row['lastModifyTime'], parseTime),
    raw,
  };
}

/** Of several rows of one job the one that started last is the job; the others are runs of it. */
function mergeDuplicates(read: readonly ObservedJob[]): Omit<JobsAnswer, 'unreadable'> {
  const rowsOf = Map.groupBy(read, (job) => job.key);
  const jobs: ObservedJob[] = [];
  const earlier: ObservedJob[] = [];
  for (const rows of rowsOf.values()) {
    const ordered = rows.length === 1 ? rows : rows.toSorted(byAge);
    const latest = ordered.at(-1);
    if (latest !== undefined) jobs.push(latest);
    earlier.push(...ordered.slice(0, -1));
  }
  return { jobs, earlier };
}

const isScanService = (service: string | null): boolean => /\bscan$/i.test(service ?? '');

/** By the start of the run; rows of one run by when they were synchronised. */
const byAge = (a: ObservedJob, b: ObservedJob): number =>
  startOf(a) - startOf(b) || (a.modified.value ?? 0) - (b.modified.value ?? 0);

/** When a row's run started; a row without a time is older than any other. */
const startOf = (job: ObservedJob): number => job.start.value ?? job.end.value ?? 0;
