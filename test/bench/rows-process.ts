import { keepHeapSmall } from '../../main/heap.ts';
import { Estate } from '../../simulator/estate.ts';
import { measured } from './estate.ts';
import { compareRows } from './rows.ts';

const [customers = NaN, rounds = NaN] = process.argv.slice(2).map(Number);

/**
 * Measures how the rows of so many customers are stored, as often as its second argument says, and writes
 * that as one line of JSON.
 */
keepHeapSmall();
const estate = new Estate({ ...measured, customers, now: Date.now });
console.log(JSON.stringify(await compareRows(estate, rounds)));
