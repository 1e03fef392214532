import type { SQLInputValue } from 'node:sqlite';
import { jobSchema } from '../../shared/model.ts';
import { outcomes } from '../../shared/outcome.ts';
import type { ObservedJob } from '../avepoint/rows.ts';
import { cadenceOf } from '../monitor/cadence.ts';
import type { JobRecord } from '../monitor/decision.ts';

/** A job as the columns of its row; `body` is the whole of it, the others are for finding and sorting. */
export function jobColumns(
  { job, runKey, finishedAt, gaps, longRunning }: JobRecord,
  customerName: string,
): Record<string, SQLInputValue> {
  const cadence = cadenceOf(gaps);
  return {
    key: job.key,
    customer_id: job.customerId,
    service: job.service,
    module: job.module,
    name: job.name,
    run_key: runKey,
    status: job.status,
    outcome: job.outcome,
    severity: outcomes.indexOf(job.outcome),
    total: job.total.value,
    failed: job.failed.value,
    start_at: job.start.value,
    end_at: job.end.value,
    duration: job.duration.value,
    search: searchText(job, customerName),
    body: JSON.stringify(jobSchema.parse(job)),
    raw: job.raw,
    finished_at: finishedAt,
    gaps: JSON.stringify(gaps),
    usual_gap: cadence?.usual ?? null,
    widest_gap: cadence?.widest ?? null,
    long_running: longRunning ? 1 : 0,
  };
}

/** What a search finds a job by: customer, service, module, name and run ID. */
function searchText(job: ObservedJob, customerName: string): string {
  const ofJob = [job.service, job.module, job.name ?? '', job.runId ?? ''].join('\n').toLocaleLowerCase();
  return `${searchedName(customerName)}\n${ofJob}`;
}

/** A customer's name as the first line of what its jobs are searched by. */
export const searchedName = (customerName: string): string =>
  customerName.replaceAll(/\s+/g, ' ').toLocaleLowerCase();
