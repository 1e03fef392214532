import type { Result } from '../../shared/contract.ts';
import type { Problem } from '../../shared/problem.ts';
import { allOf } from './allOf.ts';
import { keepNear, keepUnchanged, noPages, pagesFrom, updateInPlace, withPages } from './pages.ts';
import type { Pages } from './pages.ts';
import { pagesOf } from './window.ts';
import type { Rows } from './window.ts';

const pageSize = 100;

interface Page<Row> {
  rows: Row[];
  matched: number;
}

/**
 * The rows that are asked for: so many from a place on. With `continues` they belong to the list
 * that was asked for last.
 */
interface Place {
  offset: number;
  limit: number;
  continues: boolean;
}

type Ask<Query, Answer> = (query: Query, place: Place) => Promise<Result<Answer>>;

const rowsOf = <Row>({ rows }: Page<Row>): Row[] => rows;

interface Fetched<Row, Answer> {
  pages: Pages<Row>;
  answer: Answer;
}

/**
 * A long list as a window over the store: it holds the pages in sight and their neighbours, whatever the length of the
 * list, and outlives the view so that Back finds it where it was. `Query` is what it shows; `Answer` what comes with
 * each page.
 */
class PagedList<Query, Row extends object, Answer extends Page<Row>> {
  /** How many rows match; null before the first answer. */
  matched = $state<number | null>(null);
  /** What came with the latest page; null before the first answer. */
  answer = $state.raw<Answer | null>(null);
  problem = $state.raw<Problem | null>(null);
  scrollTop = 0;
  /** Grows with each list that starts from its top. */
  restarts = $state(0);
  /** The row that has, or had when the list was left, the keyboard's focus. */
  focused: string | null = null;
  /** Says whether rows must stay where they are, since a pointer rests on them. */
  isHeld: () => boolean = () => false;
  readonly keyOf: (row: Row) => string;

  #pages = $state.raw<Pages<Row>>(noPages());
  #query = $state.raw<Query>() as Query;
  #inSight: Rows = { start: 0, end: 0 };
  /** Which way the list was scrolled since its answer: -1 towards its top, 1 towards its end, 0 where it was not. */
  #way = 0;
  #waiting: Fetched<Row, Answer> | null = null;
  /** Grows with each new question about the whole; answers to older ones are dropped. */
  #generation = 0;
  #looking: Promise<void> | null = null;
  readonly #ask: Ask<Query, Answer>;

  constructor(query: Query, keyOf: (row: Row) => string, ask: Ask<Query, Answer>) {
    this.#query = query;
    this.keyOf = keyOf;
    this.#ask = ask;
  }

  get query(): Query {
    return this.#query;
  }

  /** The row at a place of the list, undefined while its page is not at hand. */
  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Shows something else, from its top; the same anew. What is there stays until the answer comes. */
  async show(query: Query): Promise<void> {
    if (query === this.#query && this.matched !== null) return this.refresh();
    this.#query = query;
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
      this.#pages = updateInPlace(this.#pages, fetched.pages, this.keyOf);
      this.answer = fetched.answer;
      this.#waiting = fetched;
    } else {
      this.#adopt(fetched);
    }
  }

  /** Lets a waiting order take effect, now that the person has moved. */
  release(): void {
    if (this.#waiting !== null) this.#adopt(this.#waiting);
  }

  /**
   * Says which rows are in sight; resolves when they are at hand, and with them the next ones on the way that the list
   * is scrolled. One question is under way at a time: of the pages that somebody rushes past, those that are in sight
   * no more when their turn comes are not asked for at all.
   */
  look(rows: Rows): Promise<void> {
    this.#way = Math.sign(rows.start - this.#inSight.start) || this.#way;
    this.#inSight = rows;
    if (this.#lacking().length === 0) return Promise.resolve();
    return (this.#looking ??= this.#catchUp().finally(() => (this.#looking = null)));
  }

  /** The pages in sight that are not at hand; where all of them are, the next one. */
  #lacking(): number[] {
    if (this.matched === null) return [];
    const inSight = pagesOf(this.#inSight, pageSize);
    const lacking = inSight.filter((page) => !this.#pages.has(page));
    if (lacking.length > 0 || this.#way === 0) return lacking;
    const next = ((this.#way < 0 ? inSight[0] : inSight.at(-1)) ?? 0) + this.#way;
    const isThere = next >= 0 && next * pageSize < this.matched;
    return isThere && !this.#pages.has(next) ? [next] : [];
  }

  async #catchUp(): Promise<void> {
    for (let lacking = this.#lacking(); lacking.length > 0; lacking = this.#lacking()) {
      const generation = this.#generation;
      const answers = allOf(await Promise.all(lacking.map((page) => this.#page(page, true))));
      // What was asked for anew meanwhile brings along what is in sight.
      if (generation !== this.#generation || !answers.ok) return;
      const near = keepNear(this.#pages, pagesOf(this.#inSight, pageSize), 1);
      this.#pages = withPages(near, pagesFrom(lacking, answers.value.map(rowsOf)));
    }
  }

  #page(page: number, continues: boolean): Promise<Result<Answer>> {
    return this.#ask(this.#query, { offset: page * pageSize, limit: pageSize, continues });
  }

  async #fetch(numbers: readonly number[]): Promise<Fetched<Row, Answer> | null> {
    this.#generation += 1;
    const generation = this.#generation;
    const answers = allOf(await Promise.all(numbers.map((page, place) => this.#page(page, place > 0))));
    if (generation !== this.#generation) return null;
    this.problem = answers.ok ? null : answers.problem;
    const answer = answers.ok ? answers.value.at(-1) : undefined;
    if (!answers.ok || answer === undefined) return null;
    const pages = pagesFrom(numbers, answers.value.map(rowsOf));
    return { pages: keepUnchanged(this.#pages, pages, this.keyOf), answer };
  }

  #adopt({ pages, answer }: Fetched<Row, Answer>): void {
    this.#waiting = null;
    this.#way = 0;
    this.#pages = pages;
    this.matched = answer.matched;
    this.answer = answer;
  }
}

export type { PagedList };

/**
 * Makes a list. `keyOf` tells a row from the others; `ask` fetches the rows from a place on.
 */
export const createPagedList = <Query, Row extends object, Answer extends Page<Row>>(
  query: Query,
  keyOf: (row: Row) => string,
  ask: Ask<Query, Answer>,
): PagedList<Query, Row, Answer> => new PagedList(query, keyOf, ask);
