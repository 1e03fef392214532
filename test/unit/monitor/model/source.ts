import type { Outcome } from '../../../../shared/outcome.ts';
import type { JobsAnswer, ObservedJob } from '../../../../main/avepoint/rows.ts';
import { answerOf, run } from '../help.ts';

export interface SourceRun {
  id: string;
  /** UTC ms. */
  at: number;
  outcome: Outcome;
}

/** Jobs and their runs, as a service has them. It shows the latest few runs of each job. */
export interface Source {
  begin(job: string, at: number): void;
  /** Ends the run that goes on, or one that began and ended since anybody looked. */
  end(job: string, at: number, outcome: Outcome): void;
  /** What an answer holds of a job, oldest first. */
  shown(job: string): readonly SourceRun[];
  answer(customer: string): JobsAnswer;
}

const shownRuns = 3;

/** `jobs`: the names of each customer's jobs. */
export function createSource(jobs: Readonly<Record<string, readonly string[]>>): Source {
  const runs = new Map<string, SourceRun[]>();
  let last = 0;
  let latest = 0;
  const of = (job: string): SourceRun[] => {
    const found = runs.get(job) ?? [];
    runs.set(job, found);
    return found;
  };
  const add = (job: string, at: number, outcome: Outcome): void => {
    last += 1;
    // The service's clock goes forward, whatever becomes of the one of this computer.
    latest = Math.max(latest + 1, at);
    of(job).push({ id: `r${last}`, at: latest, outcome });
  };
  const source: Source = {
    begin: (job, at) => {
      if (of(job).at(-1)?.outcome !== 'running') add(job, at, 'running');
    },
    end: (job, at, outcome) => {
      const current = of(job).at(-1);
      if (current?.outcome === 'running') current.outcome = outcome;
      else add(job, at, outcome);
    },
    shown: (job) => of(job).slice(-shownRuns),
    answer: (customer) => {
      const rows = (jobs[customer] ?? []).flatMap((job): ObservedJob[] =>
        source
          .shown(job)
          .map(({ id, at, outcome }) =>
            run(outcome, id, at, { customerId: customer, module: job, key: job }),
          ),
      );
      return answerOf(rows);
    },
  };
  return source;
}
