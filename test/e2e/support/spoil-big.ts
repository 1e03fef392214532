import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Makes a database too big to be looked through at the start, and damages what nobody reads. Run by build/run.mjs. */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: spoil-big.ts FILE');
const database = new DatabaseSync(file);
database.exec('create table ballast (text text)');
database.prepare('insert into ballast values (?)').run('x'.repeat(8_000_000));
database.exec('pragma wal_checkpoint(truncate)');
database.close();
const handle = openSync(file, 'r+');
writeSync(handle, Buffer.alloc(100_000, 0x5a), 0, undefined, statSync(file).size - 200_000);
closeSync(handle);
