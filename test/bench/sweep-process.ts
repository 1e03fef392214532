import { keepHeapSmall } from '../../main/heap.ts';
import { measureSweep } from './sweep.ts';

/**
 * Measures the sweep of as many customers as its argument says, with the heap that the program has, and writes the rows
 * as one line of JSON.
 */
keepHeapSmall();
console.log(JSON.stringify(await measureSweep(Number(process.argv[2]))));
