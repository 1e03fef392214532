import { keepHeapSmall } from '../../main/heap.ts';
import { measureSweep } from './sweep.ts';

/** Measures the sweep of as many customers as its argument says, with the heap that the program has, and sends the rows. */
keepHeapSmall();
process.send?.(await measureSweep(Number(process.argv[2])));
process.disconnect();
