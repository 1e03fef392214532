import { accessSync, constants, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { messageOf } from '../../shared/message-of.ts';
import { customerPart } from '../avepoint/identity.ts';
import { wrongContents } from './contents.ts';
import { migrations } from './migrations.ts';
import { rehearse } from './rehearsal.ts';
import { searchable } from './searchable.ts';
import { isDamage, isMisfit, storageFailure } from './storage-failure.ts';
import { inTransaction } from './transaction.ts';
import { verdictOf } from './verdict.ts';

/**
 * Pages of the write-ahead log, 16 MB, after which they are moved to the file, which waits for the disk twice. A power
 * failure takes what was written since, but for what was written durably.
 */
export const checkpointPages = 4000;

/** Milliseconds that a statement waits for another process's lock; everything else waits with it. */
const busyMs = 100;

/** An open database, and where a damaged one before it was put. */
export interface Opened {
  database: DatabaseSync;
  /** The path of the file that was set aside; null where none was. */
  setAside: string | null;
  /** Whether it was looked at as a whole; of a big one only what is read is checked. */
  isExamined: boolean;
}

/**
 * Opens the database of one connection and brings it to the present version. A file that is damaged is set aside with
 * the date (`now`, UTC ms) in its name and a new one begun; so is one of which that is known already (`isDamaged`).
 * Throws StorageFailure where the file can be neither opened nor set aside, or was written by a newer Jobwatch.
 */
export function openDatabase(file: string, now: number, isDamaged = false): Opened {
  try {
    if (file !== ':memory:') prepareFolder(dirname(file));
    try {
      if (!isDamaged) return { ...open(file), setAside: null };
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
    const setAside = putAside(file, now);
    return { ...open(file), setAside };
  } catch (error) {
    throw storageFailure(error);
  }
}

/** SQLITE_READONLY, as SQLite itself would say it. */
const readOnly = 8;

/** Makes the folder where it is missing. SQLite would say of a read-only one only that it cannot open the file. */
function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const said = messageOf(error);
    throw Object.assign(new Error(said), { errcode: readOnly });
  }
}

/** Opens what was stored for reading alone, on a disk that takes nothing; null where even that fails. */
export function openForReading(file: string): DatabaseSync | null {
  const { href } = pathToFileURL(file);
  // Immutable: SQLite needs neither a lock nor a file beside it, and does not see what is in the write-ahead log alone.
  return tryReading(href) ?? tryReading(`${href}?immutable=1`);
}

function tryReading(url: string): DatabaseSync | null {
  try {
    const database = new DatabaseSync(new URL(url), { readOnly: true });
    try {
      database.prepare('select count(*) from sqlite_schema').get();
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch {
    return null;
  }
}

const sizeSchema = z.object({ bytes: z.number() });
/** Looking through more than this, some days of 200 customers, would hold up the start. */
const quicklyExamined = 4_000_000;

function sizeOf(database: DatabaseSync): number {
  const size = 'select page_count * page_size as bytes from pragma_page_count, pragma_page_size';
  return sizeSchema.parse(database.prepare(size).get()).bytes;
}

function open(file: string): Omit<Opened, 'setAside'> {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false, timeout: busyMs });
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
    database.exec(`pragma wal_autocheckpoint = ${checkpointPages}`);
    const isExamined = sizeOf(database) <= quicklyExamined;
    if (isExamined) refuse(fitting(() => verdictOf(database)));
    migrate(database);
    database.exec('pragma foreign_keys = on');
    fitting(() => {
      rehearse(database);
    });
    if (isExamined) refuse(fitting(() => wrongContents(database)));
    return { database, isExamined };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLITE_CORRUPT, as SQLite itself would say it. */
const damaged = 11;

function refuse(wrong: string | null): void {
  if (wrong !== null) throw Object.assign(new Error(wrong), { errcode: damaged });
}

/**
 * Asks of a database what can be asked of each one. Where SQLite does not know a word of it the words of its tables are
 * damaged, unless a new database does not know it either: that is a mistake of ours, and no damage.
 */
function fitting<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!isMisfit(error)) throw error;
    const sound = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
    try {
      migrate(sound);
      sound.exec('pragma foreign_keys = on');
      rehearse(sound);
    } finally {
      sound.close();
    }
    throw Object.assign(new Error(messageOf(error)), { errcode: damaged });
  }
}

/** Renames a damaged database with its companions; returns its new path. */
function putAside(file: string, now: number): string {
  const date = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const aside = file.replace(/\.db$/, `.damaged-${date}.db`);
  for (const ending of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${aside}${ending}`);
  }
  return aside;
}

const versionSchema = z.object({ user_version: z.number().int() });

/** What the steps from one version to the next call. */
export function addFunctions(database: DatabaseSync): void {
  database.function('searchable', { deterministic: true }, (text) => searchable(String(text)));
  database.function('customer_part', { deterministic: true }, (id) => customerPart(String(id)));
}

function migrate(database: DatabaseSync): void {
  const { user_version: version } = versionSchema.parse(database.prepare('pragma user_version').get());
  addFunctions(database);
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
