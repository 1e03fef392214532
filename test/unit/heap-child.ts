import { getHeapStatistics } from 'node:v8';
import { keepHeapSmall } from '../../main/heap.ts';

/** Makes garbage of which much outlives the next collection, and says how many bytes the heap took at most. */
if (process.argv[2] === 'small') keepHeapSmall();
let most = 0;
const kept: number[][] = [];
for (let i = 0; i < 5_000_000; i += 1) {
  kept[i % 100_000] = [i];
  if (i % 50_000 === 0) most = Math.max(most, getHeapStatistics().total_heap_size);
}
process.stdout.write(String(most));
