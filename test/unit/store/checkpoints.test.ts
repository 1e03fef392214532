import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { createCheckpoints, createMover } from '../../../main/store/checkpoints.ts';
import type { Mover } from '../../../main/store/checkpoints.ts';
import { silentLog } from '../monitor/help.ts';
import { newFile, openFile } from './folder.ts';

const moverFor = createMover(
  fileURLToPath(new URL('../../../main/store/checkpoint-worker.ts', import.meta.url)),
);

/** Writes some five thousand pages, with no wait for the disk. */
function writeMuch(database: DatabaseSync): void {
  database.exec(`
    create table if not exists much (text text);
    insert into much
      select hex(randomblob(4000)) from (with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500) select i from n)`);
}

const wal = (database: DatabaseSync): { log: number; checkpointed: number } => {
  const { log, checkpointed } = database.prepare('pragma wal_checkpoint(noop)').get()!;
  return { log: Number(log), checkpointed: Number(checkpointed) };
};

test('a long log is moved by a thread, and begins anew', async () => {
  const file = newFile();
  const { database } = openFile(file);
  const mover = moverFor(file);
  const move = vi.spyOn(mover, 'move');
  const checkpoints = createCheckpoints(database, mover, silentLog);
  checkpoints.step();
  expect(move).not.toHaveBeenCalled();
  writeMuch(database);
  expect(wal(database).log).toBeGreaterThan(4000);
  checkpoints.step();
  checkpoints.step();
  expect(move).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => {
    expect(wal(database).checkpointed).toBe(wal(database).log);
  });
  database.exec('create table one_more (id)');
  expect(wal(database).log).toBeLessThan(100);
  await checkpoints.end();
  writeMuch(database);
  checkpoints.step();
  expect(move).toHaveBeenCalledTimes(1);
});

test('what was written while the thread was at work is moved as well', async () => {
  const file = newFile();
  const { database } = openFile(file);
  const thread = moverFor(file);
  const mover: Mover = {
    ...thread,
    move: async () => {
      await thread.move();
      database.exec('create table meanwhile (id)');
    },
  };
  const checkpoints = createCheckpoints(database, mover, silentLog);
  writeMuch(database);
  checkpoints.step();
  await vi.waitFor(() => {
    expect(database.prepare(`select 1 from sqlite_schema where name = 'meanwhile'`).get()).toBeDefined();
  });
  await turn();
  expect(wal(database).checkpointed).toBe(wal(database).log);
  await checkpoints.end();
});

test('a thread that fails is told once, and SQLite moves the pages itself', async () => {
  const { database } = openFile(newFile());
  const warn = vi.fn();
  const log = { ...silentLog, warn };
  const mover = createMover('/nowhere/worker.js')('nothing');
  const checkpoints = createCheckpoints(database, mover, log);
  writeMuch(database);
  checkpoints.step();
  await vi.waitFor(() => {
    expect(warn).toHaveBeenCalledTimes(1);
  });
  expect(warn.mock.calls[0]).toEqual(['store', expect.stringContaining('no thread for checkpoints')]);
  writeMuch(database);
  checkpoints.step();
  expect(wal(database).checkpointed).toBe(wal(database).log);
  expect(warn).toHaveBeenCalledTimes(1);
});
