import type { Job } from '../../shared/model.ts';

/**
 * The identity of a run within its job: its run ID, and where the service gave none, its start time (API notes,
 * section 5). Null where it gave neither.
 */
export function runKeyOf(job: Job): string | null {
  if (job.runId !== null) return job.runId;
  if (job.start.value !== null) return `start:${job.start.value}`;
  return job.start.text === null || /^n\/?a$/i.test(job.start.text) ? null : `start:${job.start.text}`;
}
