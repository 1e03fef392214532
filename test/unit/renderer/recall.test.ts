import { expect, test } from 'vitest';
import { unknownParts } from '../../../main/ipc/parts.ts';
import { recalled } from '../../../renderer/state/recall.ts';
import type { Marks, Parted } from '../../../shared/parts.ts';
import { problem } from '../../../shared/problem.ts';

interface Page {
  rows: string[];
  matched: number;
}

/** The main process behind a bridge that copies everything: what it would answer now, and what it sent. */
function createMain(first: Page | null) {
  const main = {
    now: first,
    fails: false,
    sent: [] as unknown[],
    ask: recalled((_request: number, marks: Marks): Promise<Parted<Page | null>> => {
      if (main.fails) return Promise.resolve({ ok: false, problem: problem('unexpected') });
      const answer = unknownParts(main.now, marks) as Parted<Page | null> & { ok: true };
      main.sent.push(answer.value);
      return Promise.resolve(structuredClone(answer));
    }),
  };
  return main;
}

const valueOf = async (main: ReturnType<typeof createMain>, request = 0): Promise<Page | null> => {
  const answer = await main.ask(request);
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.value;
};

test('of an answer asked for again only the parts that are new are sent, and it is whole all the same', async () => {
  const main = createMain({ rows: ['a', 'b'], matched: 2 });
  const first = await valueOf(main);
  main.now = { rows: ['a', 'b'], matched: 3 };
  const second = await valueOf(main);
  expect(second).toEqual(main.now);
  expect(second?.rows, 'the very rows of before').toBe(first?.rows);
  expect(main.sent).toEqual([{ rows: ['a', 'b'], matched: 2 }, { matched: 3 }]);
});

test('an answer in which nothing is new is the very answer of before', async () => {
  const main = createMain({ rows: ['a'], matched: 1 });
  const first = await valueOf(main);
  main.now = { rows: ['a'], matched: 1 };
  expect(await valueOf(main)).toBe(first);
  expect(main.sent[1]).toEqual({});
});

test('each question has an answer of its own', async () => {
  const main = createMain({ rows: ['a'], matched: 1 });
  await valueOf(main, 1);
  main.now = { rows: ['b'], matched: 1 };
  expect(await valueOf(main, 2)).toEqual(main.now);
  expect(await valueOf(main, 1)).toEqual(main.now);
});

test('what is gone and what comes back is told whole', async () => {
  const page = { rows: ['a'], matched: 1 };
  const main = createMain(page);
  await valueOf(main);
  main.now = null;
  expect(await valueOf(main)).toBeNull();
  main.now = page;
  expect(await valueOf(main)).toEqual(page);
  expect(main.sent).toEqual([page, null, page]);
});

test('a question that failed leaves what was known', async () => {
  const main = createMain({ rows: ['a'], matched: 1 });
  const first = await valueOf(main);
  main.fails = true;
  expect(await main.ask(0)).toEqual({ ok: false, problem: problem('unexpected') });
  main.fails = false;
  expect(await valueOf(main)).toBe(first);
});

test('answers that overtake each other are each put together from what they were asked with', async () => {
  const waiting: (() => void)[] = [];
  let now: Page = { rows: ['a'], matched: 1 };
  const ask = recalled(
    (_request: number, marks: Marks) =>
      new Promise<Parted<Page>>((resolve) => {
        const answer = structuredClone(unknownParts(now, marks)) as Parted<Page>;
        waiting.push(() => resolve(answer));
      }),
  );
  const first = ask(0);
  waiting[0]!();
  await first;
  now = { rows: ['b'], matched: 1 };
  const second = ask(0);
  now = { rows: ['b'], matched: 2 };
  const third = ask(0);
  waiting[2]!();
  expect(await third).toEqual({ ok: true, value: { rows: ['b'], matched: 2 } });
  waiting[1]!();
  expect(await second).toEqual({ ok: true, value: { rows: ['b'], matched: 1 } });
});

test('what has not been asked for of late is forgotten, and told whole', async () => {
  const main = createMain({ rows: ['a'], matched: 1 });
  for (let request = 0; request < 5; request += 1) await valueOf(main, request);
  main.sent = [];
  await valueOf(main, 4);
  await valueOf(main, 0);
  expect(main.sent).toEqual([{}, main.now]);
});
