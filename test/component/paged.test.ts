import { expect, test } from 'vitest';
import { createPagedList } from '../../renderer/state/paged.svelte.ts';
import type { Result } from '../../shared/contract.ts';

interface Named {
  name: string;
}

interface Asked {
  page: number;
  continues: boolean;
  answer: () => void;
}

/** A list of a thousand rows whose pages come when the test says so. */
function createList() {
  const asked: Asked[] = [];
  const list = createPagedList(
    '',
    ({ name }: Named) => name,
    (_, { offset, limit, continues }) =>
      new Promise<Result<{ rows: Named[]; matched: number }>>((resolve) => {
        const rows = Array.from({ length: limit }, (_row, place) => ({ name: `row ${offset + place}` }));
        const answer = (): void => resolve({ ok: true, value: { rows, matched: 1000 } });
        asked.push({ page: offset / limit, continues, answer });
      }),
  );
  return { list, asked };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const around = (row: number) => ({ start: row, end: row + 20 });

async function createShown() {
  const { list, asked } = createList();
  const shown = list.show('all');
  asked[0]!.answer();
  await shown;
  return { list, asked };
}

test('of the pages that are rushed past only the one where the rush ends is asked for', async () => {
  const { list, asked } = await createShown();
  const looks = [100, 250, 400, 550, 700].map((row) => list.look(around(row)));
  expect(asked.map(({ page }) => page)).toEqual([0, 1]);
  asked[1]!.answer();
  await settle();
  expect(asked.map(({ page }) => page)).toEqual([0, 1, 7]);
  asked[2]!.answer();
  await settle();
  expect(list.row(700)?.name).toBe('row 700');
  asked[3]!.answer();
  await Promise.all(looks);
  expect(
    asked.map(({ page }) => page),
    'and the next one',
  ).toEqual([0, 1, 7, 8]);
});

test.each([
  ['towards the end', 410, 5],
  ['towards the top', 490, 3],
  ['at its end', 990, null],
])('the next page on the way is fetched before it is in sight: %s', async (_, from, next) => {
  const { list, asked } = await createShown();
  const way = next === 3 ? -1 : 1;
  // As an answer for these rows leaves it.
  void list.look({ start: from, end: from + 5 });
  const refresh = list.refresh();
  for (const { answer } of asked) answer();
  await refresh;
  await settle();
  asked.length = 0;
  void list.look({ start: from, end: from + 5 });
  expect(asked, 'nobody has scrolled').toEqual([]);
  void list.look({ start: from + way, end: from + way + 5 });
  expect(asked.map(({ page }) => page)).toEqual(next === null ? [] : [next]);
});

test('rows on two pages are asked for together, and are of the list that is shown', async () => {
  const { list, asked } = await createShown();
  void list.look(around(290));
  expect(asked.slice(1).map(({ page, continues }) => [page, continues])).toEqual([
    [2, true],
    [3, true],
  ]);
  for (const { answer } of asked) answer();
  await settle();
  expect([list.row(290)?.name, list.row(309)?.name]).toEqual(['row 290', 'row 309']);
});

test('a list that is asked for anew is new from its first page in sight on', async () => {
  const { list, asked } = await createShown();
  const look = list.look(around(290));
  const refresh = list.refresh();
  expect(asked.slice(3).map(({ page, continues }) => [page, continues])).toEqual([
    [2, false],
    [3, true],
  ]);
  for (const { answer } of asked) answer();
  await Promise.all([look, refresh]);
  expect(list.row(300)?.name).toBe('row 300');
});
