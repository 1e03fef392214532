import { DatabaseSync } from 'node:sqlite';

/** Locks a database for writing, as another program would, until its standard input ends. Run by build/run.mjs. */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: lock.ts FILE');
const database = new DatabaseSync(file);
database.exec('begin exclusive');
process.stdout.write('locked\n');
process.stdin.resume().on('end', () => {
  database.exec('rollback');
  database.close();
});
