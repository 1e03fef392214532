import type { ElectronApplication } from '@playwright/test';

type Evaluate = (asked: () => void, argument: unknown) => Promise<never>;

/** The text of a function that runs `asked` once for a key, and has its answer as often as it is asked for it. */
const kept = (asked: unknown): string => `async (electron, { key, argument }) => {
  const answers = (globalThis.answersKept ??= new Map());
  if (!answers.has(key)) answers.set(key, (async () => (${String(asked)})(electron, argument))());
  return await answers.get(key);
}`;

/**
 * Has each function that a test sends to the main process of this program bring its answer back, and run just once.
 *
 * Nothing holds the promise that the debugger waits for while Node's microtasks wait for their turn: a collection of
 * garbage in between takes the answer with it ("Resulting promise was garbage collected"), 35 of 806 where the program
 * makes garbage all the time. V8 no longer does that after https://crrev.com/c/8123081.
 */
export function keepAnswers(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app) as Evaluate;
  let keys = 0;
  app.evaluate = async (asked: unknown, argument?: unknown) => {
    keys += 1;
    const asking = { key: keys, argument };
    // What travels to the program is the text of a function.
    const run = Object.assign(() => undefined, { toString: () => kept(asked) });
    for (;;)
      try {
        return await evaluate(run, asking);
      } catch (error) {
        if (!String(error).includes('garbage collected')) throw error;
      }
  };
}
