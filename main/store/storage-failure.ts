import { z } from 'zod';
import { messageOf } from '../../shared/message-of.ts';
import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';

/** The disk did not do what was asked of it. */
export class StorageFailure extends Error {
  readonly problem: Problem;

  constructor(seen: Problem) {
    super(seen.detail ?? 'unknown storage error');
    this.name = 'StorageFailure';
    this.problem = seen;
  }
}

const sqliteSchema = z.object({ errcode: z.number() });

/** SQLite's primary result code of an error; null where it is none of SQLite's. Source: sqlite.org/rescode.html. */
function resultCode(error: unknown): number | null {
  const parsed = sqliteSchema.safeParse(error);
  return parsed.success ? parsed.data.errcode & 0xff : null;
}

/** Whether an error is SQLite's own. */
export const isStorageError = (error: unknown): boolean => resultCode(error) !== null;

/** Whether an error says that the file is damaged, or no database at all. */
export const isDamage = (error: unknown): boolean => [11, 26].includes(resultCode(error) ?? 0);

/** Whether an error says that a statement names what is not there, or that the words of a table make no sense. */
export const isMisfit = (error: unknown): boolean => resultCode(error) === 1;

const meanings: Readonly<Record<number, string>> = {
  5: 'another program has locked the database',
  6: 'another program has locked the database',
  8: 'the data folder is read-only',
  10: 'the disk could not be read or written',
  11: 'the database is damaged',
  13: 'the disk is full',
  14: 'the database file could not be opened',
  23: 'the data folder may not be used',
  26: 'the file is no database',
};

/** What went wrong, in words a technician understands, with SQLite's or the system's own beside them. */
export function storageFailure(error: unknown): StorageFailure {
  if (error instanceof StorageFailure) return error;
  const said = messageOf(error);
  const meaning = meanings[resultCode(error) ?? 0];
  return new StorageFailure(
    problem('storageFailed', {
      detail: (meaning === undefined ? said : `${meaning} (${said})`).slice(0, 300),
    }),
  );
}
