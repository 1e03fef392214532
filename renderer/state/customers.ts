import type { CustomerRow, MatrixJob } from '../../shared/customer.ts';
import { count, plural } from '../../shared/format.ts';
import { outcomeLabels, outcomes } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { explain } from '../../shared/problem.ts';
import { everything } from './filter.ts';
import type { Route } from './route.ts';

/** The worst outcome of a customer's jobs; idle where it has none. */
export const worstOutcome = ({ outcomes: figures, problem }: CustomerRow): Outcome =>
  figures.failure === 0 && problem !== null
    ? 'unknown'
    : (outcomes.find((outcome) => figures[outcome] > 0) ?? 'idle');

/** What is wrong at a customer: "2 failed, 1 alert, not reached: Request refused". */
export function customerFacts({ outcomes: figures, alerts, problem, listed, watched }: CustomerRow): string {
  const parts = [
    listed ? null : 'no longer listed',
    watched ? null : 'not watched',
    figures.failure > 0 ? `${count(figures.failure)} failed` : null,
    figures.warning > 0 ? `${count(figures.warning)} with warnings` : null,
    alerts > 0 ? plural(alerts, 'alert', 'alerts') : null,
    problem === null ? null : `not reached: ${explain(problem.code).title}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'all well' : parts.join(', ');
}

/** A cell of the matrix: the jobs of one customer in one module, worst first. */
export interface Cell {
  jobs: readonly MatrixJob[];
  worst: Outcome;
}

/** The cell of a customer in a module; null where it has no such job. */
export function cellOf(
  jobs: readonly MatrixJob[],
  { service, module }: { service: string; module: string },
): Cell | null {
  const own = jobs.filter((job) => job.service === service && job.module === module);
  const worst = outcomes.find((outcome) => own.some((job) => job.outcome === outcome));
  return worst === undefined ? null : { jobs: own, worst };
}

/** Where a cell leads: to its job, or where it holds several, to the list of them. */
export function cellPlace(customerId: string, { jobs }: Cell): Exclude<Route, { view: 'notFound' }> {
  const [job] = jobs;
  if (job === undefined) return { view: 'customer', id: customerId };
  if (jobs.length === 1) return { view: 'job', key: job.key, filter: everything };
  const only = (value: string) => ({ not: false, values: [value] });
  const { service, module } = job;
  return {
    view: 'jobs',
    filter: { ...everything, customer: only(customerId), service: only(service), module: only(module) },
  };
}

/**
 * A cell in words, a line a job: "Teams · Nightly: Failed, 7 of 2,430 objects failed, started 3 h ago, ended 2 h ago".
 */
export function cellWords({ jobs }: Cell, when: (at: number) => string): string {
  return jobs
    .map(({ module, name, outcome, failed, total, start, end }) => {
      const parts = [
        outcomeLabels[outcome],
        failed !== null && failed > 0
          ? `${count(failed)}${total === null ? '' : ` of ${count(total)}`} objects failed`
          : total === null
            ? null
            : plural(total, 'object', 'objects'),
        start === null ? null : `started ${when(start)}`,
        end === null ? null : `ended ${when(end)}`,
      ];
      return `${name === null ? module : `${module} · ${name}`}: ${parts.filter((part) => part !== null).join(', ')}`;
    })
    .join('\n');
}

/** A cell for who cannot see it: as in `cellWords`, with the figure that stands in it. */
export const cellLabel = (cell: Cell, when: (at: number) => string): string =>
  cell.jobs.length > 1 ? `${cell.jobs.length} jobs: ${cellWords(cell, when)}` : cellWords(cell, when);
