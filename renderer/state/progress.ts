import { count, duration } from '../../shared/format.ts';
import type { Place } from '../../shared/format.ts';
import type { RunningJob } from '../../shared/overview.ts';

/** How far a run is: in words, and as a share from 0 to 1 where there is anything to measure it by. */
interface Progress {
  words: string;
  share: number | null;
}

type Measured = Pick<
  RunningJob,
  'total' | 'failed' | 'successful' | 'skipped' | 'warnings' | 'start' | 'usualDuration'
>;

/**
 * How far a run under way is. What it has counted says it best; AvePoint mostly counts at the end alone, so else the
 * time it has taken is held against the job's usual duration. `now`: UTC ms.
 */
export function progressOf(job: Measured, now: number, place: Place = {}): Progress {
  const total = job.total.value ?? 0;
  const done = [job.successful, job.failed, job.skipped, job.warnings].reduce(
    (sum, { value }) => sum + (value ?? 0),
    0,
  );
  if (total > 0 && done > 0 && done <= total) {
    return { words: `${count(done, place)} of ${count(total, place)} objects`, share: done / total };
  }
  const { usualDuration } = job;
  if (job.start.value === null) return { words: 'started at an unknown time', share: null };
  const taken = Math.max(0, now - job.start.value);
  if (usualDuration === null || usualDuration <= 0) return { words: `for ${duration(taken)}`, share: null };
  return {
    words: `for ${duration(taken)}, usually ${duration(usualDuration)}`,
    share: Math.min(1, taken / usualDuration),
  };
}
