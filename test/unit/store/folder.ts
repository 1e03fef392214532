import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach } from 'vitest';
import { openDatabase } from '../../../main/store/database.ts';
import type { Opened } from '../../../main/store/database.ts';

const folders: string[] = [];
const opened = new Set<DatabaseSync>();

afterEach(() => {
  for (const database of opened) if (database.isOpen) database.close();
  opened.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, gone after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-store-'));
  folders.push(folder);
  return folder;
}

/** The path of a database that is not there yet. */
export const newFile = (): string => join(newFolder(), 'jobs.db');

/** Closes a database after the test, whatever becomes of it. */
export function closing(database: DatabaseSync): DatabaseSync {
  opened.add(database);
  return database;
}

/** Opens a database file, closed after the test. */
export function openFile(file = newFile(), now = 0, isDamaged = false): Opened {
  const result = openDatabase(file, now, isDamaged);
  closing(result.database);
  return result;
}
