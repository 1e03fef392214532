import { Worker } from 'node:worker_threads';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { messageOf } from '../../shared/message-of.ts';
import type { Log } from '../monitor/log.ts';
import { checkpointPages } from './database.ts';

/** Where threads do not keep up, SQLite moves the pages itself, and everything waits for it. */
const tooManyPages = 32_000;
/** Milliseconds without work after which the thread ends: it holds some 3 MB, and a sweep at full speed keeps it busy. */
const restMs = 2000;

const pagesSchema = z.object({ log: z.number(), checkpointed: z.number() });

/** A thread that moves pages of one database's write-ahead log to its file. */
export interface Mover {
  /** Resolves once what was there is moved. */
  move(): Promise<void>;
  /** Ends the thread, and resolves once it has let go of the file; another `move` begins a new one. */
  end(): Promise<void>;
}

/** Keeps the write-ahead log short without holding anything up. */
export interface Checkpoints {
  /** To be called after each write. */
  step(): void;
  /** Resolves once nobody but the caller has the file open. */
  end(): Promise<void>;
}

/**
 * Waiting for the disk takes tens of milliseconds, in which nothing else happens. A thread moves nearly all of the log
 * meanwhile; what was written since is little, and is moved here, so that the log begins anew. A thread that fails
 * leaves it to SQLite.
 */
export function createCheckpoints(database: DatabaseSync, mover: Mover, log: Log): Checkpoints {
  const pages = database.prepare('pragma wal_checkpoint(noop)');
  const rest = database.prepare('pragma wal_checkpoint(passive)');
  let isMoving = false;
  let hasEnded = false;
  let release: NodeJS.Timeout | undefined;
  database.exec(`pragma wal_autocheckpoint = ${tooManyPages}`);

  const end = (): Promise<void> => {
    hasEnded = true;
    clearTimeout(release);
    return mover.end();
  };

  const move = async (): Promise<void> => {
    isMoving = true;
    clearTimeout(release);
    try {
      await mover.move();
      if (hasEnded) return;
      rest.get();
      isMoving = false;
      release = setTimeout(() => void mover.end(), restMs).unref();
    } catch (error) {
      if (hasEnded) return;
      log.warn('store', `no thread for checkpoints: ${messageOf(error)}`);
      database.exec(`pragma wal_autocheckpoint = ${checkpointPages}`);
      await end();
    }
  };

  return {
    step: () => {
      if (isMoving || hasEnded) return;
      const seen = pagesSchema.parse(pages.get());
      if (seen.log - seen.checkpointed >= checkpointPages) void move();
    },
    end,
  };
}

/** Makes the thread for a database file when it is wanted; `script`: the path of `checkpoint-worker`. */
export const createMover =
  (script: string) =>
  (file: string): Mover => {
    let worker: Worker | null = null;
    let gone: Promise<unknown> = Promise.resolve();

    const begin = (): Worker => {
      const begun = new Worker(script, { workerData: file });
      begun.unref();
      begun.once('exit', () => {
        if (worker === begun) worker = null;
      });
      return begun;
    };

    return {
      move: () =>
        new Promise((resolve, reject) => {
          worker ??= begin();
          const busy = worker;
          const failed = (error: unknown): void => {
            reject(error instanceof Error ? error : new Error('the thread ended'));
          };
          busy.once('message', () => {
            busy.off('error', failed);
            busy.off('exit', failed);
            resolve();
          });
          busy.once('error', failed);
          busy.once('exit', failed);
          busy.postMessage('move');
        }),
      end: async () => {
        const ending = worker;
        worker = null;
        if (ending !== null) {
          gone = new Promise((resolve) => ending.once('exit', resolve));
          ending.postMessage(null);
        }
        await gone;
      },
    };
  };
