import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { migrations } from './migrations.ts';

/** Milliseconds that a statement waits for another process's lock. */
const busyMs = 2000;

/**
 * Opens the database of one connection and brings it to the present version. Throws where the file cannot be opened,
 * or was written by a newer Jobwatch.
 */
export function openDatabase(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: busyMs });
  database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
  migrate(database);
  return database;
}

const versionSchema = z.object({ user_version: z.number().int() });

function migrate(database: DatabaseSync): void {
  const { user_version: version } = versionSchema.parse(database.prepare('pragma user_version').get());
  if (version > migrations.length) {
    throw new Error(
      `The database is of version ${version}; this Jobwatch knows ${migrations.length} at most.`,
    );
  }
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue;
    inTransaction(database, () => {
      database.exec(step);
      database.exec(`pragma user_version = ${index + 1}`);
    });
  }
}

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
