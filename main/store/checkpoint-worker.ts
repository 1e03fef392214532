import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** A thread of its own: for each message moves what the write-ahead log holds to the file; the message null ends it. */
const database = new DatabaseSync(String(workerData));
const move = database.prepare('pragma wal_checkpoint(passive)');
parentPort?.on('message', (wish: unknown) => {
  if (wish === null) {
    database.close();
    parentPort?.close();
    return;
  }
  move.get();
  parentPort?.postMessage(wish);
});
