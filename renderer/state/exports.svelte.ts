import type { Exported, ExportRequest } from '../../shared/export.ts';
import type { Problem } from '../../shared/problem.ts';
import { bridge } from './bridge.ts';

/** Milliseconds for which it is said where the file is. */
const saidFor = 20_000;

/** Writing lists to files: one at a time, and what became of the latest. */
class Exports {
  busy = $state(false);
  /** What was written; null once that is no longer said. */
  done = $state.raw<Exported | null>(null);
  problem = $state.raw<Problem | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  async write(request: ExportRequest): Promise<void> {
    if (this.busy) return;
    this.dismiss();
    this.busy = true;
    const answer = await bridge.exportRows(request);
    this.busy = false;
    if (!answer.ok) this.problem = answer.problem;
    else if (answer.value !== null) {
      this.done = answer.value;
      this.#timer = setTimeout(() => this.dismiss(), saidFor);
    }
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.done = null;
    this.problem = null;
  }
}

export const exports = new Exports();
