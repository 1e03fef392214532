import { expect, test } from 'vitest';
import { createStored } from '../../renderer/state/stored.svelte.ts';
import type { Result } from '../../shared/contract.ts';

interface Widths {
  width: number;
}

/** Something stored whose questions and changes are answered when the test says so, each as it was asked. */
function createSlow() {
  const answers: (() => void)[] = [];
  const later = (value: Widths): Promise<Result<Widths>> =>
    new Promise((resolve) => {
      answers.push(() => {
        resolve({ ok: true, value });
      });
    });
  const stored = createStored<Widths>(() => later({ width: 50 }), later);
  return { stored, answers };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('a second change is not taken back by the answer to the first', async () => {
  const { stored, answers } = createSlow();
  void stored.load();
  answers[0]!();
  await settle();
  void stored.change({ width: 60 }, 'columns');
  void stored.change({ width: 70 }, 'columns');
  answers[1]!();
  await settle();
  expect([stored.value?.width, stored.saved]).toEqual([70, null]);
  answers[2]!();
  await settle();
  expect([stored.value?.width, stored.saved]).toEqual([70, 'columns']);
});

test('a change is not taken back by what was asked for before it', async () => {
  const { stored, answers } = createSlow();
  void stored.load();
  answers[0]!();
  await settle();
  void stored.load();
  void stored.change({ width: 60 }, 'columns');
  answers[1]!();
  await settle();
  expect(stored.value?.width).toBe(60);
});
