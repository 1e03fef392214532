import type { Result } from '../../shared/contract.ts';
import type { Marks, Parted } from '../../shared/parts.ts';

/** Answers of one channel that are kept: those to the pages of a list in sight, and some before. */
const mostKept = 4;

interface Kept<Answer> {
  answer: Answer;
  marks: Marks;
}

/**
 * Makes of `ask` a question that may be asked again and again: it names what is at hand of the answer before, so that
 * only what has changed crosses the bridge. A part that is the same is the very object of before, and so is an answer
 * that is the same in all its parts: there is nothing to draw anew then.
 */
export function recalled<Request, Answer>(
  ask: (request: Request, marks: Marks) => Promise<Parted<Answer>>,
): (request: Request) => Promise<Result<Answer>> {
  const kept = new Map<string, Kept<Answer>>();

  const keep = (of: string, latest: Kept<Answer>): void => {
    kept.delete(of);
    kept.set(of, latest);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
  };

  return async (request) => {
    const of = JSON.stringify([request]);
    const before = kept.get(of);
    const parted = await ask(request, before?.marks ?? {});
    if (!parted.ok) return parted;
    const { value, marks } = parted;
    if (marks === null) {
      kept.delete(of);
      return { ok: true, value };
    }
    const isSame = before !== undefined && Object.keys(value).length === 0;
    // The main process leaves out what these marks named and nothing else, so that both together are the whole.
    const answer = isSame ? before.answer : ({ ...before?.answer, ...value } as Answer);
    keep(of, { answer, marks });
    return { ok: true, value: answer };
  };
}
