import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createExamination, createExamine } from '../../../main/store/examination.ts';
import type { Examine } from '../../../main/store/examination.ts';
import { handClock, settle } from '../avepoint/hand-clock.ts';
import { day, hour, minute, silentLog } from '../monitor/help.ts';
import { newFile, openFile } from './folder.ts';

const examine = createExamine(
  fileURLToPath(new URL('../../../main/store/examine-worker.ts', import.meta.url)),
);
const { signal } = new AbortController();

/** A database that is too big to be looked through when it is opened. */
function big(): string {
  const file = newFile();
  const { database } = openFile(file);
  database.exec('pragma synchronous = off');
  database.prepare(`insert into facts values ('big', ?)`).run(JSON.stringify('x'.repeat(8_000_000)));
  database.close();
  return file;
}

test('damage is found in a big file, beside everything else, and a sound one is sound', async () => {
  const file = big();
  const { isExamined } = openFile(file);
  expect(isExamined).toBe(false);
  expect(await examine(file, signal)).toBeNull();
  const spoilt = newFile();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096, 10 * 4096);
  writeFileSync(spoilt, bytes);
  expect(await examine(spoilt, signal)).toMatch(/./);
});

test('a file that cannot be read is no verdict, nor is a look that was ended', async () => {
  await expect(examine(newFile(), signal)).rejects.toThrow(/unable to open/);
  const ended = new AbortController();
  const looking = examine(big(), ended.signal);
  ended.abort();
  await expect(looking).rejects.toThrow('without an answer');
});

describe('when it looks', () => {
  function stage(answer: Examine) {
    const clock = handClock();
    const looks: number[] = [];
    const damage: string[] = [];
    const examination = createExamination({
      database: openFile().database,
      file: 'some.db',
      examine: (file, ended) => {
        looks.push(clock.elapsed());
        return answer(file, ended);
      },
      clock,
      log: silentLog,
      onDamage: (words) => damage.push(words),
    });
    const pass = async (ms: number): Promise<void> => {
      for (const end = clock.elapsed() + ms; clock.elapsed() < end;) {
        examination.step();
        await clock.advance(minute);
      }
    };
    return { examination, looks, damage, pass };
  }

  test('a minute after the start, and then once a week', async () => {
    const { looks, damage, pass } = stage(() => Promise.resolve(null));
    await pass(15 * day);
    expect(looks).toEqual([minute, minute + 7 * day, minute + 14 * day]);
    expect(damage).toEqual([]);
  });

  test('what is wrong is told; who could not look tries again an hour later', async () => {
    const wrong = stage(() => Promise.resolve('row 3 missing from index'));
    await wrong.pass(2 * minute);
    expect(wrong.damage).toEqual(['row 3 missing from index']);
    const blind = stage(() => Promise.reject(new Error('no thread')));
    await blind.pass(2 * hour + 2 * minute);
    expect(blind.looks).toEqual([minute, minute + hour, minute + 2 * hour]);
  });

  test('once it is ended nothing is told', async () => {
    const answered = Promise.withResolvers<string | null>();
    const { examination, damage, pass } = stage(() => answered.promise);
    await pass(2 * minute);
    examination.end();
    answered.resolve('damaged');
    await settle();
    expect(damage).toEqual([]);
  });
});
