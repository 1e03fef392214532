import type { AlertQuery, AlertRow } from '../../shared/alert.ts';
import type { Problem } from '../../shared/problem.ts';
import { allOf } from './allOf.ts';
import { bridge } from './bridge.ts';
import { withoutRepeats } from './pages.ts';

/** A list of alerts, from its top as far as it was asked for: so many at first, and as many again each time. */
export class AlertList {
  rows = $state.raw<readonly AlertRow[]>([]);
  /** How many there are; null before the first answer. */
  matched = $state<number | null>(null);
  problem = $state.raw<Problem | null>(null);
  #query: Pick<AlertQuery, 'status' | 'customerId'> = { status: 'open' };
  #pages = 1;
  /** Grows with each question; answers to older ones are dropped. */
  #generation = 0;
  readonly #pageSize: number;

  constructor(pageSize = 200) {
    this.#pageSize = pageSize;
  }

  /** Shows other alerts, from the top; what was there is gone at once, since it would be acted upon. */
  async show(query: Pick<AlertQuery, 'status' | 'customerId'>): Promise<void> {
    this.#query = query;
    this.#pages = 1;
    this.rows = [];
    this.matched = null;
    await this.refresh();
  }

  async more(): Promise<void> {
    this.#pages += 1;
    await this.refresh();
  }

  async refresh(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const answers = allOf(
      await Promise.all(
        Array.from({ length: this.#pages }, (_, page) =>
          bridge.listAlerts({ ...this.#query, offset: page * this.#pageSize, limit: this.#pageSize }),
        ),
      ),
    );
    if (generation !== this.#generation) return;
    this.problem = answers.ok ? null : answers.problem;
    if (!answers.ok) return;
    const pages = answers.value;
    this.rows = withoutRepeats(pages.flatMap(({ rows }) => rows));
    this.matched = pages.at(-1)?.matched ?? 0;
  }
}
