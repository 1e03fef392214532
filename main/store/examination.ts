import { Worker } from 'node:worker_threads';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { messageOf } from '../../shared/message-of.ts';
import type { Clock } from '../avepoint/clock.ts';
import type { Log } from '../monitor/log.ts';
import { createFacts } from './facts.ts';

/** Reads a database file from end to end beside everything else; resolves with what is wrong, null for nothing. */
export type Examine = (file: string, signal: AbortSignal) => Promise<string | null>;

/** Looks through a database that was too big for it when it was opened. */
export interface Examination {
  /** To be called now and then: begins when it is time. */
  step(): void;
  end(): void;
}

interface Options {
  database: DatabaseSync;
  file: string;
  examine: Examine;
  clock: Clock;
  log: Log;
  /** The file is damaged: in SQLite's words. */
  onDamage: (words: string) => void;
}

/** The start belongs to what a person waits for. */
const firstMs = 60_000;
const retryMs = 3_600_000;
/** Disks fail slowly; reading gigabytes at each start would be felt. */
const everyMs = 7 * 86_400_000;

const examinedSchema = z.object({ at: z.number() });

export function createExamination({ database, file, examine, clock, log, onDamage }: Options): Examination {
  const facts = createFacts(database);
  const ended = new AbortController();
  let notBefore = clock.elapsed() + firstMs;

  const isDue = (): boolean => {
    const last = facts.get('examined', examinedSchema)?.at ?? 0;
    const now = clock.now();
    return now - last >= everyMs || now < last;
  };

  const look = async (): Promise<void> => {
    const began = clock.elapsed();
    const wrong = await examine(file, ended.signal);
    if (ended.signal.aborted) return;
    log.info('store', `the database was examined in ${Math.round(clock.elapsed() - began)} ms`);
    if (wrong !== null) onDamage(wrong);
    else facts.set('examined', { at: clock.now() });
  };

  return {
    step: () => {
      if (clock.elapsed() < notBefore || !isDue()) return;
      notBefore = clock.elapsed() + retryMs;
      look().catch((error: unknown) => {
        if (ended.signal.aborted) return;
        log.warn('store', `could not be examined: ${messageOf(error)}`);
      });
    },
    end: () => {
      ended.abort();
    },
  };
}

/** Makes what examines in a thread of its own; `script`: the path of `examine-worker`. */
export function createExamine(script: string): Examine {
  return (file, signal) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(script, { workerData: file });
      signal.addEventListener('abort', () => void worker.terminate(), { once: true });
      worker.once('message', (verdict: unknown) => {
        resolve(z.string().nullable().parse(verdict));
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        reject(new Error('the thread ended without an answer'));
      });
    });
}
