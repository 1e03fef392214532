import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { wrongContents } from './contents.ts';
import { verdictOf } from './verdict.ts';

/** A thread of its own: reads a database file from end to end, says what is wrong with it, and ends. */
const database = new DatabaseSync(String(workerData), { readOnly: true });
try {
  parentPort?.postMessage(verdictOf(database) ?? wrongContents(database));
} finally {
  database.close();
}
