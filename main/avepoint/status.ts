import type { Outcome } from '../../shared/outcome.ts';
import { plain } from './names.ts';

/** What "Finished with Exception" counts as; the technician's choice. */
export type ExceptionOutcome = 'warning' | 'failure' | 'success';

/** Spellings of both generations and the sister APIs, without case, spaces and hyphens (API notes, section 5). */
const known: Readonly<Record<string, Outcome>> = {
  finished: 'success',
  successful: 'success',
  success: 'success',
  completed: 'success',
  finishedwithexception: 'warning',
  finishedwithexceptions: 'warning',
  exception: 'warning',
  partiallyfinished: 'warning',
  failed: 'failure',
  failedtostart: 'failure',
  errorstart: 'failure',
  rejected: 'failure',
  running: 'running',
  inprogress: 'running',
  pending: 'running',
  waiting: 'running',
  notstarted: 'idle',
  notstart: 'idle',
  notscanned: 'idle',
  notscan: 'idle',
  none: 'idle',
  skipped: 'neutral',
  stopped: 'neutral',
  canceled: 'neutral',
  cancelled: 'neutral',
  disabled: 'neutral',
  paused: 'neutral',
  waitingforconfiguration: 'neutral',
};

/** What of a row decides its outcome. */
export interface StatusOf {
  status: string | null;
  runId: string | null;
  /** The row stands for the service's own look around, not for a backup. */
  isScan: boolean;
}

/**
 * The outcome that a status stands for. A missing status or "N/A" is idle; "Not Finished" is idle without a run ID
 * and running with one (assumed); a status that nobody knows is unknown. A scan without a run that ended, with
 * exceptions or not, is neutral: recordings of v3 begin nearly every answer with such a row, and it says nothing of
 * a backup. One that failed stays a failure, since hiding one costs more than showing one.
 */
export function outcomeOf({ status, runId, isScan }: StatusOf, exception: ExceptionOutcome): Outcome {
  if (status === null) return 'idle';
  const spelling = plain(status);
  if (spelling === 'notfinished') return runId === null ? 'idle' : 'running';
  const outcome = Object.hasOwn(known, spelling) ? known[spelling] : undefined;
  if (outcome === undefined) return 'unknown';
  if (isScan && (outcome === 'success' || outcome === 'warning')) return 'neutral';
  return outcome === 'warning' ? exception : outcome;
}
