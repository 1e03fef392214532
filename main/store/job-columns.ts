import type { SQLInputValue } from 'node:sqlite';
import type { Job } from '../../shared/model.ts';
import { outcomes } from '../../shared/outcome.ts';
import type { ObservedJob } from '../avepoint/rows.ts';
import { cadenceOf } from '../monitor/cadence.ts';
import type { JobRecord } from '../monitor/decision.ts';
import { searchable } from './searchable.ts';

/** What all jobs of a customer have in common. */
export interface CustomerColumns {
  /** 1 where lists show them. */
  shown: number;
  /** The first line of what they are searched by. */
  search: string;
}

/** A job as the columns that it is found and sorted by. */
export function jobColumns(
  { job, runKey, finishedAt, gaps, longRunning }: JobRecord,
  customer: CustomerColumns,
): Record<string, SQLInputValue> {
  const cadence = cadenceOf(gaps);
  return {
    key: job.key,
    customer_id: job.customerId,
    shown: customer.shown,
    service: job.service,
    module: job.module,
    name: job.name,
    run_key: runKey,
    run_id: job.runId,
    status: job.status,
    outcome: job.outcome,
    severity: outcomes.indexOf(job.outcome),
    total: job.total.value,
    failed: job.failed.value,
    successful: job.successful.value,
    skipped: job.skipped.value,
    warnings: job.warnings.value,
    size: job.size.value,
    start_at: job.start.value,
    end_at: job.end.value,
    duration: job.duration.value,
    modified_at: job.modified.value,
    search: `${customer.search}\n${wordsOf(job)}`,
    finished_at: finishedAt,
    gaps: JSON.stringify(gaps),
    usual_gap: cadence?.usual ?? null,
    widest_gap: cadence?.widest ?? null,
    long_running: longRunning ? 1 : 0,
  };
}

/** The whole of a job, as the model has it and as it came. */
export const answerColumns = ({ raw, ...job }: ObservedJob): Record<'body' | 'raw', string> => ({
  body: JSON.stringify(job satisfies Job),
  raw,
});

/** What a search finds a job by, below its customer's names. */
const wordsOf = ({ service, module, name, runId }: ObservedJob): string =>
  searchable([service, module, name ?? '', runId ?? ''].join('\n'));

/** A customer's name as the first line of what its jobs are searched by. */
export const searchedName = (customerName: string): string =>
  searchable(customerName.replaceAll(/\s+/g, ' '));

/** What a customer is found and sorted by. */
export function customerWords(customer: {
  name: string;
  displayName: string | null;
  ownerEmail: string | null;
  tags: readonly string[];
}): { search: string; sort_name: string } {
  const { name, displayName, ownerEmail, tags } = customer;
  const said = [displayName ?? '', name, ownerEmail ?? '', ...tags];
  return {
    search: searchable(said.join('\n')),
    sort_name: searchable(displayName ?? name),
  };
}
