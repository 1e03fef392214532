import { explain } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';

/** The one error that leaves this folder: a problem of the closed set, and when to try again where that is known. */
export class ServiceFailure extends Error {
  readonly problem: Problem;
  /** UTC milliseconds before which another request makes no sense; null where nothing says so. */
  readonly retryAt: number | null;

  constructor(problem: Problem, retryAt: number | null = null) {
    super(`${explain(problem.code).title}${problem.detail === null ? '' : `: ${problem.detail}`}`);
    this.name = 'ServiceFailure';
    this.problem = problem;
    this.retryAt = retryAt;
  }
}
