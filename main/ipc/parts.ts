import { hash } from 'node:crypto';
import type { Marks, Parted } from '../../shared/parts.ts';

/**
 * Of an answer the parts that are not known by their mark. What a window shows is asked for anew at each change of
 * anything, and is nearly always the same: to make its mark costs less than to send it.
 */
export function unknownParts(answer: unknown, known: Marks): Parted<unknown> & { ok: true } {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
    return { ok: true, value: answer, marks: null };
  const marks: Marks = {};
  const value: Record<string, unknown> = {};
  for (const [part, content] of Object.entries<unknown>({ ...answer })) {
    const mark = hash('sha256', JSON.stringify([content]), 'base64');
    marks[part] = mark;
    if (known[part] !== mark) value[part] = content;
  }
  return { ok: true, value, marks };
}
