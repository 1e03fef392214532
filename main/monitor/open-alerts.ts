import type { AlertKind, AlertState } from '../../shared/alert.ts';
import type { Snapshot } from './snapshot.ts';

/** The open alerts of one customer while a decision is made; a job has one about its runs, one about being overdue. */
export class Alerts {
  readonly #open = new Map<string, AlertState>();

  constructor(before: Snapshot) {
    for (const { jobKey, state } of before.alerts) this.set(jobKey, state);
  }

  run(jobKey: string): AlertState | undefined {
    return this.#open.get(`${jobKey} run`);
  }

  overdue(jobKey: string): AlertState | undefined {
    return this.#open.get(`${jobKey} overdue`);
  }

  set(jobKey: string, state: AlertState): void {
    this.#open.set(`${jobKey} ${state.kind === 'overdue' ? 'overdue' : 'run'}`, state);
  }

  end(jobKey: string, kind: AlertKind): void {
    this.#open.delete(`${jobKey} ${kind === 'overdue' ? 'overdue' : 'run'}`);
  }
}
