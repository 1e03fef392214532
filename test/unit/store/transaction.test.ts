import { expect, test } from 'vitest';
import type { DatabaseSync } from 'node:sqlite';
import { createRepository } from '../../../main/store/repository.ts';
import { durably, inTransaction } from '../../../main/store/transaction.ts';
import { createWorld, run } from '../monitor/help.ts';
import { newFile, openFile } from './folder.ts';

/** How each transaction from here on was stored: as far as the disk, or on its way there. */
function watched(database: DatabaseSync): string[] {
  const seen: string[] = [];
  const exec = database.exec.bind(database);
  const full = database.prepare('pragma synchronous');
  database.exec = (sql) => {
    if (sql === 'commit') seen.push(full.get()!['synchronous'] === 2 ? 'durable' : 'usual');
    exec(sql);
  };
  return seen;
}

test('what nobody may lose waits for the disk, and the setting comes back whatever happens', () => {
  const { database } = openFile(newFile());
  const seen = watched(database);
  inTransaction(database, () => undefined);
  durably(database, () => undefined);
  expect(() =>
    durably(database, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  inTransaction(database, () => undefined);
  expect(seen).toEqual(['usual', 'durable', 'usual']);
});

test('where waiting is switched off it stays off', () => {
  const { database } = openFile(newFile());
  database.exec('pragma synchronous = off');
  durably(database, () => undefined);
  expect(database.prepare('pragma synchronous').get()).toEqual({ synchronous: 0 });
});

test('a power failure takes neither an alert nor what was told; a poll without news may be made again', async () => {
  const world = createWorld(['c1']);
  const seen = watched(world.database);
  await world.see([run('success', 'r1', 0)]);
  await world.see([run('success', 'r1', 0)]);
  expect(seen.splice(0)).toEqual(['usual', 'usual']);
  await world.see([run('failure', 'r2', 1)]);
  expect(seen.splice(0)).toEqual(['durable']);
  createRepository(world.database).markShown([1], 5);
  expect(seen.splice(0)).toEqual(['durable']);
  await world.see([run('success', 'r3', 2)]);
  expect(seen).toEqual(['durable']);
});
