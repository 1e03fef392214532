import type { Problem } from '../../shared/problem.ts';
import type { JobRow } from '../../shared/model.ts';
import type { JobPage } from '../../shared/query.ts';
import type { OutcomeCounts } from '../../shared/state.ts';
import { bridge } from './bridge.ts';
import { keepNear, updateInPlace } from './pages.ts';
import type { Pages } from './pages.ts';
import { everything } from './route.ts';
import type { JobFilter } from './route.ts';
import { pagesOf } from './window.ts';
import type { Rows } from './window.ts';

const pageSize = 100;

interface Fetched {
  pages: Pages;
  page: JobPage;
}

/**
 * The list of jobs as a window over the store: it holds the pages in sight and their neighbours, whatever the
 * length of the list, and outlives the view so that Back finds it where it was.
 */
class JobList {
  /** How many jobs match the filter; null before the first answer. */
  matched = $state<number | null>(null);
  total = $state(0);
  outcomes = $state.raw<OutcomeCounts | null>(null);
  problem = $state.raw<Problem | null>(null);
  scrollTop = 0;
  /** Grows with each list that starts from its top. */
  restarts = $state(0);
  /** The job whose row has, or had when the list was left, the keyboard's focus. */
  focused: string | null = null;
  /** Says whether rows must stay where they are, since a pointer rests on them. */
  isHeld: () => boolean = () => false;

  #pages = $state.raw<Pages>(new Map());
  #filter = $state.raw<JobFilter>(everything);
  #inSight: Rows = { start: 0, end: 0 };
  #waiting: Fetched | null = null;
  /** Grows with each new question about the whole; answers to older ones are dropped. */
  #generation = 0;
  readonly #asked = new Set<number>();

  get filter(): JobFilter {
    return this.#filter;
  }

  /** The job at a place of the list, undefined while its page is not at hand. */
  row(index: number): JobRow | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Shows a filter and order, from its top where it is another one; what is there stays until the answer comes. */
  async show(filter: JobFilter): Promise<void> {
    if (filter === this.#filter && this.matched !== null) return this.refresh();
    this.#filter = filter;
    this.#inSight = { start: 0, end: 0 };
    const fetched = await this.#fetch([0]);
    if (fetched === null) return;
    this.scrollTop = 0;
    this.restarts += 1;
    this.#adopt(fetched);
  }

  /** Asks again for what is in sight. Under a resting pointer values change in place and the order waits. */
  async refresh(): Promise<void> {
    const fetched = await this.#fetch(pagesOf(this.#inSight, pageSize));
    if (fetched === null) return;
    if (this.isHeld() && this.matched !== null) {
      this.#pages = updateInPlace(this.#pages, fetched.pages);
      this.#count(fetched.page);
      this.#waiting = fetched;
    } else {
      this.#adopt(fetched);
    }
  }

  /** Lets a waiting order take effect, now that the person has moved. */
  release(): void {
    if (this.#waiting !== null) this.#adopt(this.#waiting);
  }

  /** Says which rows are in sight; resolves when they are at hand. */
  async look(rows: Rows): Promise<void> {
    this.#inSight = rows;
    if (this.matched === null) return;
    const generation = this.#generation;
    const lacking = pagesOf(rows, pageSize).filter(
      (page) => !this.#pages.has(page) && !this.#asked.has(page),
    );
    await Promise.all(
      lacking.map(async (page) => {
        this.#asked.add(page);
        const answer = await this.#ask(page);
        if (generation !== this.#generation) return;
        this.#asked.delete(page);
        if (!answer.ok) return;
        const near = keepNear(this.#pages, pagesOf(this.#inSight, pageSize), 1);
        this.#pages = new Map([...near, [page, answer.value.rows]]);
      }),
    );
  }

  #ask(page: number) {
    return bridge.listJobs({ ...this.#filter, offset: page * pageSize, limit: pageSize });
  }

  async #fetch(numbers: readonly number[]): Promise<Fetched | null> {
    this.#generation += 1;
    this.#asked.clear();
    const generation = this.#generation;
    const answers = await Promise.all(numbers.map((page) => this.#ask(page)));
    if (generation !== this.#generation) return null;
    const pages: JobPage[] = [];
    for (const answer of answers) {
      if (!answer.ok) {
        this.problem = answer.problem;
        return null;
      }
      pages.push(answer.value);
    }
    this.problem = null;
    const latest = pages.at(-1);
    if (latest === undefined) return null;
    return { pages: new Map(numbers.map((page, index) => [page, pages[index]?.rows ?? []])), page: latest };
  }

  #count(page: JobPage): void {
    this.total = page.total;
    this.outcomes = page.outcomes;
  }

  #adopt({ pages, page }: Fetched): void {
    this.#waiting = null;
    this.#pages = pages;
    this.matched = page.matched;
    this.#count(page);
  }
}

export const jobList = new JobList();
