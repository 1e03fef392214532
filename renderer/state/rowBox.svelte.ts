import { onMount } from 'svelte';
import { PointerRest } from './rest.ts';
import { drawRows, rowsInSight } from './window.ts';
import type { Rows } from './window.ts';

/** Rows that are drawn beyond those in sight, on either side. */
const margin = 8;

/** What of a long list its box needs (`PagedList`). */
interface BoxedList<Row> {
  readonly matched: number | null;
  readonly restarts: number;
  readonly keyOf: (row: Row) => string;
  scrollTop: number;
  isHeld: () => boolean;
  row: (index: number) => Row | undefined;
  look: (rows: Rows) => Promise<void>;
  release: () => void;
}

/**
 * The box that a long list is scrolled in: it tells which rows to draw, keeps the place when the list is left, and
 * holds the order still under a pointer that rests. Made while a component is set up, whose element it is bound to.
 */
class RowBox<Row> {
  element = $state.raw<HTMLElement | null>(null);
  /** Pixels, with what stands above the rows. */
  clientHeight = $state(0);

  #top = $state(0);
  readonly #rest = new PointerRest();
  readonly #list: () => BoxedList<Row>;
  readonly #heights: () => { row: number; head: number };

  readonly matched = $derived.by(() => this.#list().matched ?? 0);
  readonly #height = $derived.by(() => Math.max(0, this.clientHeight - this.#heights().head));
  readonly inSight = $derived.by(() =>
    rowsInSight(
      { top: this.#top, height: this.#height, rowHeight: this.#heights().row },
      this.matched,
      margin,
    ),
  );
  readonly drawn = $derived.by(() => {
    const list = this.#list();
    return drawRows(this.inSight, (index) => list.row(index), list.keyOf);
  });
  /** Rows that the keys for a page go by. */
  readonly page = $derived.by(() => Math.max(1, Math.floor(this.#height / this.#heights().row) - 1));

  constructor(list: () => BoxedList<Row>, heights: () => { row: number; head: number }) {
    this.#list = list;
    this.#heights = heights;

    $effect(() => void list().look(this.inSight));

    onMount(() => {
      list().isHeld = () => this.#rest.hold();
      return () => {
        list().isHeld = () => false;
      };
    });

    // Where the list was when it was left, or at its top where it has started anew.
    $effect(() => {
      if (this.element !== null && list().restarts >= 0) this.element.scrollTop = list().scrollTop;
    });
  }

  /** Whether the row is drawn with what it holds. */
  has(index: number): boolean {
    return this.drawn.find((row) => row.index === index)?.item !== undefined;
  }

  /** The row at which the Tab key stops: the active one, or the first that is drawn. */
  tabStop(active: number): number {
    const { start, end } = this.inSight;
    return active >= start && active < end ? active : start;
  }

  /** Scrolls as far as it takes to have the whole row in sight. */
  reveal(index: number): void {
    if (this.element === null) return;
    const { row } = this.#heights();
    const above = index * row;
    if (above < this.element.scrollTop) this.element.scrollTop = above;
    else if (above + row > this.element.scrollTop + this.#height) {
      this.element.scrollTop = above + row - this.#height;
    }
    this.#top = this.element.scrollTop;
  }

  readonly onscroll = (): void => {
    if (this.element === null) return;
    this.#top = this.element.scrollTop;
    this.#list().scrollTop = this.#top;
  };

  readonly onpointermove = ({ clientX, clientY, pointerType }: PointerEvent): void => {
    // A finger rests on nothing.
    if (pointerType !== 'touch' && this.#rest.move(clientX, clientY, this.#heights().row)) {
      this.#list().release();
    }
  };

  readonly onpointerleave = (): void => {
    this.#rest.leave();
    this.#list().release();
  };
}

/** Makes the box of a list. `heights` are pixels: of a row, and of what stands above the rows and stays. */
export const createRowBox = <Row>(
  list: () => BoxedList<Row>,
  heights: () => { row: number; head: number },
): RowBox<Row> => new RowBox(list, heights);
