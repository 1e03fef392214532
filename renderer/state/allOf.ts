import type { Result } from '../../shared/contract.ts';

/** Answers that belong together: all that they hold, or the first problem among them. */
export function allOf<T>(answers: readonly Result<T>[]): Result<T[]> {
  const values: T[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    values.push(answer.value);
  }
  return { ok: true, value: values };
}
