import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openDatabase, openForReading } from '../../../main/store/database.ts';
import { inTransaction } from '../../../main/store/transaction.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { StorageFailure, storageFailure } from '../../../main/store/storage-failure.ts';
import { createWorld, run } from '../monitor/help.ts';
import { closing, newFile, newFolder, openFile } from './folder.ts';

const detailOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(StorageFailure);
    const { problem } = error as StorageFailure;
    expect(problem.code).toBe('storageFailed');
    return problem.detail ?? '';
  }
  throw new Error('it did not fail');
};

const versionOf = (database: DatabaseSync): unknown =>
  database.prepare('pragma user_version').get()!['user_version'];
const pragma = (database: DatabaseSync, name: string): unknown =>
  Object.values(database.prepare(`pragma ${name}`).get()!)[0];

test('a new database is made with its folder, and is what it should be', () => {
  const file = join(newFolder(), 'deeper', 'still', 'jobs.db');
  const { database, setAside } = openFile(file);
  expect(setAside).toBeNull();
  expect(pragma(database, 'journal_mode')).toBe('wal');
  expect(pragma(database, 'foreign_keys')).toBe(1);
  expect(versionOf(database)).toBe(migrations.length);
  expect(existsSync(file)).toBe(true);
});

test('a database that is opened again is the same', () => {
  const file = newFile();
  openFile(file).database.exec(`insert into facts values ('a', '1')`);
  expect(openFile(file).database.prepare('select * from facts').all()).toEqual([{ name: 'a', value: '1' }]);
});

test('a transaction that fails leaves nothing, and the next one works', () => {
  const { database } = openFile();
  const insert = (name: string): void => database.exec(`insert into facts values ('${name}', '1')`);
  expect(() =>
    inTransaction(database, () => {
      insert('a');
      throw new Error('power cut');
    }),
  ).toThrow('power cut');
  inTransaction(database, () => {
    insert('b');
  });
  expect(database.prepare('select name from facts').all()).toEqual([{ name: 'b' }]);
});

test('a damaged file is set aside with its date, and a new one begun', () => {
  for (const spoil of [
    (bytes: Buffer): Buffer =>
      Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0xa5)]),
    (): Buffer => Buffer.from('no database at all, but long enough to be taken for one'.repeat(100)),
  ]) {
    const file = newFile();
    openFile(file).database.close();
    const spoilt = spoil(readFileSync(file));
    writeFileSync(file, spoilt);
    const { database, setAside } = openFile(file, Date.UTC(2026, 2, 14, 15, 9, 26));
    expect(basename(setAside!)).toBe('jobs.damaged-2026-03-14T15-09-26-000Z.db');
    expect(readFileSync(setAside!).equals(spoilt)).toBe(true);
    expect(versionOf(database)).toBe(migrations.length);
    database.close();
    expect(openFile(file).setAside).toBeNull();
  }
});

test('a file that is known to be damaged is set aside without a look at it', () => {
  const file = newFile();
  openFile(file).database.close();
  const { database, setAside } = openFile(file, 0, true);
  expect(existsSync(setAside!)).toBe(true);
  expect(versionOf(database)).toBe(migrations.length);
});

test('a file of a newer version is refused in words, and left as it is', () => {
  const file = newFile();
  const { database } = openFile(file);
  database.exec('pragma user_version = 99');
  database.close();
  expect(detailOf(() => openDatabase(file, 0))).toBe(
    `The database is of version 99; this Jobwatch knows ${migrations.length} at most.`,
  );
  const raw = closing(new DatabaseSync(file));
  expect(versionOf(raw)).toBe(99);
  expect(readdirSync(dirname(file))).not.toContainEqual(expect.stringContaining('damaged'));
});

test('a file that another process has locked is said to be locked, when it is opened and later', () => {
  const file = newFile();
  const { database } = openFile(file);
  const other = closing(new DatabaseSync(file));
  other.exec('begin exclusive');
  const write = (): void =>
    inTransaction(database, () => database.exec(`insert into facts values ('a', '1')`));
  let seen: unknown;
  try {
    write();
  } catch (error) {
    seen = error;
  }
  expect(storageFailure(seen).problem.detail).toMatch(/^another program has locked the database \(/);
  other.exec('rollback');
  write();
  database.close();
  other.exec('pragma locking_mode = exclusive; begin exclusive; commit');
  expect(detailOf(() => openDatabase(file, 0))).toMatch(/^another program has locked the database \(/);
});

test('a folder that cannot be made, and a path that is no file, are told in words', () => {
  const file = newFile();
  writeFileSync(file, '');
  expect(detailOf(() => openDatabase(join(file, 'jobs.db'), 0))).toMatch(/EEXIST|ENOTDIR/);
  expect(detailOf(() => openDatabase(newFolder(), 0))).toMatch(/^the database file could not be opened \(/);
});

test('a full disk is said to be full, and what was stored stays', () => {
  const { database } = openFile();
  database.exec(`insert into facts values ('kept', '1')`);
  const pages = Number(pragma(database, 'page_count'));
  database.exec(`pragma max_page_count = ${pages}`);
  let seen: unknown;
  try {
    inTransaction(database, () => {
      database.exec(`insert into facts values ('big', '${'x'.repeat(100_000)}')`);
    });
  } catch (error) {
    seen = error;
  }
  expect(storageFailure(seen).problem.detail).toMatch(/^the disk is full \(/);
  expect(database.prepare('select name from facts').all()).toEqual([{ name: 'kept' }]);
  database.exec(`pragma max_page_count = ${pages + 100}`);
  inTransaction(database, () => database.exec(`insert into facts values ('later', '1')`));
});

test('an error that is none of SQLite’s keeps its own words', () => {
  expect(storageFailure(new Error('EROFS: read-only file system')).problem.detail).toBe(
    'EROFS: read-only file system',
  );
  expect(storageFailure('odd').problem.detail).toBe('odd');
  const failure = new StorageFailure(storageFailure('x').problem);
  expect(storageFailure(failure)).toBe(failure);
});

test('what is stored can be read where nothing can be written, and nothing is written then', async () => {
  const file = newFile();
  const world = createWorld(['c1'], {}, file);
  closing(world.database);
  await world.see([run('failure', 'r1')]);
  // As a killed program leaves it: what was written last is in the write-ahead log alone.
  const copy = newFile();
  for (const ending of ['', '-wal']) copyFileSync(`${file}${ending}`, `${copy}${ending}`);
  const reading = closing(openForReading(copy)!);
  expect(reading.prepare('select count(*) as n from alerts').get()).toEqual({ n: 1 });
  expect(() => reading.exec('delete from alerts')).toThrow(/readonly/);
  world.database.close();
  const locker = closing(new DatabaseSync(file));
  locker.exec('pragma locking_mode = exclusive; begin exclusive; commit');
  const beside = closing(openForReading(file)!);
  expect(beside.prepare('select count(*) as n from alerts').get()).toEqual({ n: 1 });
});

test('a file that is not there, or is no database, cannot be read', () => {
  expect(openForReading(newFile())).toBeNull();
  const file = newFile();
  writeFileSync(file, 'nothing of the kind'.repeat(300));
  expect(openForReading(file)).toBeNull();
});
