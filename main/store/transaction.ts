import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/**
 * What SQLite calls the setting by which a power failure may take the last transactions, and the
 * one by which it takes none.
 */
const [normal, full] = [1, 2];
const synchronousSchema = z.object({ synchronous: z.number() });

/** Runs `work` as one transaction: all of it is stored or nothing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    // A full disk may have ended the transaction already; the first error is the one to tell.
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

/**
 * The same, and waits until the disk has it, with all that was written before: for what a power failure may not take,
 * such as an alert that is about to be told. Where somebody has switched all waiting off, it does not wait either.
 */
export function durably<T>(database: DatabaseSync, work: () => T): T {
  const { synchronous } = synchronousSchema.parse(database.prepare('pragma synchronous').get());
  if (synchronous !== normal) return inTransaction(database, work);
  database.exec(`pragma synchronous = ${full}`);
  try {
    return inTransaction(database, work);
  } finally {
    database.exec(`pragma synchronous = ${normal}`);
  }
}
