import type { JobDetails, Reading } from '../../shared/model.ts';
import { showReading, showText } from './reading.ts';
import type { Shown } from './reading.ts';

/** One of the fifteen fields of the API, as the details page shows it. */
export interface JobField {
  label: string;
  /** What the API calls it: what support and scripts go by. */
  api: string;
  shown: Shown;
  /** The instant (milliseconds UTC) where the field holds one, so that it can be said in three ways. */
  at: number | null;
}

const text = (label: string, api: string, value: string | null): JobField => ({
  label,
  api,
  shown: showText(value),
  at: null,
});

const time = (label: string, api: string, reading: Reading): JobField => ({
  label,
  api,
  shown: showReading(reading, 'time'),
  at: reading.value,
});

/** What the job is. */
export function identityFields(job: JobDetails): JobField[] {
  return [
    text('Service', 'jobType', job.service),
    text('Module', 'jobModule', job.module),
    text('Name', 'name', job.name),
    text('Status', 'status', job.status),
    text('Run ID', 'jobId', job.runId),
  ];
}

/** When its latest run was, and how much it took. */
export function runFields(job: JobDetails): JobField[] {
  return [
    time('Start', 'startTime', job.start),
    time('End', 'endTime', job.end),
    { label: 'Duration', api: 'jobDuration', shown: showReading(job.duration, 'duration'), at: null },
    { label: 'Backup size', api: 'backupSize', shown: showReading(job.size, 'size'), at: null },
    time('Last synchronised by AvePoint', 'lastModifyTime', job.modified),
  ];
}

/** The parts into which the objects of a run fall, and their total. */
export function countFields(job: JobDetails) {
  return {
    total: { label: 'Total objects', api: 'totalCount', reading: job.total },
    parts: [
      { label: 'Successful', api: 'successfulCount', outcome: 'success', reading: job.successful },
      { label: 'Warnings', api: 'warningCount', outcome: 'warning', reading: job.warnings },
      { label: 'Failed', api: 'failedCount', outcome: 'failure', reading: job.failed },
      { label: 'Skipped', api: 'skippedCount', outcome: 'neutral', reading: job.skipped },
    ] as const,
  };
}
