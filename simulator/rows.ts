import { random } from './random.ts';
import type { Kind } from './services.ts';

/** The statuses the simulator gives by itself, as Modern spells them; a test may set any other. */
export type Status =
  'Not Finished' | 'Running' | 'Finished' | 'Finished with Exception' | 'Failed' | 'Skipped' | 'Stopped';

/** A row of the jobs answer. Text throughout when made here; a test may put in anything at all. */
export type Row = Record<string, unknown>;

export interface Counts {
  total: number;
  failed: number;
  successful: number;
  skipped: number;
  warnings: number;
}

/** One run: its times are UTC milliseconds, the end null while it is under way. */
export interface Run {
  id: string;
  status: string;
  counts: Counts;
  /** GB. */
  size: number;
  start: number;
  end: number | null;
  modified: number;
}

const noCounts: Counts = { total: 0, failed: 0, successful: 0, skipped: 0, warnings: 0 };

/** `2025-12-12T14:15:32Z`. */
const timeText = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');

/** `0 S`, `2s`, `2m33s`, `1h13m30s`, as recordings have it. */
function durationText(start: number, end: number): string {
  // From the times as they are shown, so that the row agrees with itself.
  const seconds = Math.floor(end / 1000) - Math.floor(start / 1000);
  if (seconds <= 0) return '0 S';
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const hoursText = hours > 0 ? `${hours}h` : '';
  const minutesText = hours > 0 || minutes > 0 ? `${minutes}m` : '';
  return `${hoursText}${minutesText}${seconds % 60}s`;
}

/** An id such as `IB20251211225226018075`: letters, the start to the millisecond, three digits more. */
export function runId(prefix: string, start: number, digits: number): string {
  const stamp = new Date(start).toISOString().replaceAll(/\D/g, '');
  return `${prefix}${stamp}${String(digits % 1000).padStart(3, '0')}`;
}

/** The row of a job, as Modern sends it, from its latest run; null for a job that never ran. */
export function rowOf(kind: Kind, name: string, run: Run | null): Row {
  const counts = run?.counts ?? noCounts;
  return {
    jobType: kind.service,
    jobModule: kind.module,
    status: run?.status ?? 'Not Finished',
    jobId: run?.id ?? 'N/A',
    name,
    totalCount: String(counts.total),
    failedCount: String(counts.failed),
    successfulCount: String(counts.successful),
    skippedCount: String(counts.skipped),
    warningCount: String(counts.warnings),
    backupSize: run !== null && run.size > 0 ? `${run.size} GB` : '0 GB',
    startTime: run === null ? 'N/A' : timeText(run.start),
    endTime: run === null || run.end === null ? 'N/A' : timeText(run.end),
    jobDuration: run === null || run.end === null ? 'N/A' : durationText(run.start, run.end),
    lastModifyTime: run === null ? 'N/A' : timeText(run.modified),
  };
}

/** Counts that fit a status: few failures with exceptions, more in a failed run, none otherwise. */
export function usualCounts(kind: Kind, status: string, seed: string): Counts {
  const { int } = random(seed, 'counts');
  if (status === 'Not Finished' || status === 'Running' || status === 'Skipped') return noCounts;
  const total = int(...kind.objects);
  const skipped = Math.min(total, int(0, Math.floor(total / 60)));
  const rest = total - skipped;
  const failed = status === 'Failed' ? Math.min(rest, int(1, Math.ceil(total / 25))) : 0;
  if (status !== 'Finished with Exception') {
    return { total, failed, successful: rest - failed, skipped, warnings: 0 };
  }
  const few = Math.min(rest, int(1, Math.ceil(total / 150)));
  const warnings = Math.min(rest - few, int(0, 4));
  return { total, failed: few, successful: rest - few - warnings, skipped, warnings };
}

/** How long a run of so many objects takes, in milliseconds. */
export function usualDuration(counts: Counts, seed: string): number {
  const { next, int } = random(seed, 'duration');
  return Math.round(1000 * (int(2, 240) + counts.total * (0.4 + next() * 1.6)));
}

/** GB with two decimals; 0 where the service gives none. */
export function usualSize(kind: Kind, counts: Counts, seed: string): number {
  if (!kind.sized || counts.total === 0) return 0;
  const { next } = random(seed, 'size');
  const perObject = kind.named ? 40 : 0.05;
  return Math.max(0.01, Math.round(counts.total * perObject * next() * 100) / 100);
}
