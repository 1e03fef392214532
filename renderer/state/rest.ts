/**
 * A pointer over a list. Where it rests, rows must not be exchanged under it; once it has moved by more than a
 * row, or away, a new order may take effect.
 */
export class PointerRest {
  #at: { x: number; y: number } | null = null;
  #rested: { x: number; y: number } | null = null;

  /** Whether a pointer is over the list; from here on its way is measured. */
  hold(): boolean {
    this.#rested = this.#at;
    return this.#at !== null;
  }

  /** Takes note of a move (pixels); answers whether it went further than `reach` since `hold`. */
  move(x: number, y: number, reach: number): boolean {
    this.#at = { x, y };
    if (this.#rested === null || Math.hypot(x - this.#rested.x, y - this.#rested.y) <= reach) return false;
    this.#rested = null;
    return true;
  }

  leave(): void {
    this.#at = null;
    this.#rested = null;
  }
}
