import { setFlagsFromString } from 'node:v8';

/**
 * Holds the heap of this process small: V8 gives memory back where it can, rather than keep it for what may come. New
 * objects keep to the room that they start with, which a busy minute would let grow to 50 MB. What it costs stands in
 * docs/performance.md. To be called before much is on the heap.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
}

/**
 * The switch of the command line that limits the room for new objects in pages, and its value in MB. More thrift than
 * that shows when somebody scrolls.
 */
export const heapOfPages = ['js-flags', '--max-semi-space-size=2'] as const;
