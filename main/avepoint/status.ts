import type { Outcome } from '../../shared/outcome.ts';

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

/**
 * The outcome that a status stands for. A missing status or "N/A" is idle; "Not Finished" is idle without a run ID
 * and running with one (assumed); a status that nobody knows is unknown.
 */
export function outcomeOf(status: string | null, runId: string | null, exception: ExceptionOutcome): Outcome {
  if (status === null) return 'idle';
  const plain = status.toLowerCase().replaceAll(/[\s_-]+/g, '');
  if (plain === 'notfinished') return runId === null ? 'idle' : 'running';
  const outcome = Object.hasOwn(known, plain) ? known[plain] : undefined;
  if (outcome === undefined) return 'unknown';
  return outcome === 'warning' ? exception : outcome;
}
