import type { Simulator } from '../../../simulator/index.ts';
import { filesHolding, formsOf } from './files.ts';
import { familyOf } from './processes.ts';

/** A secret of a test, and what it is. */
interface Secret {
  name: string;
  text: string;
}

/** The secrets of one test, and where they must not be. */
export class Secrets {
  readonly #simulators: Simulator[] = [];
  readonly #others: Secret[] = [];

  /** Holds the simulator's client secret, and every access token that it gives out, for secrets. */
  guard(simulator: Simulator): void {
    this.#simulators.push(simulator);
  }

  add(name: string, text: string): void {
    this.#others.push({ name, text });
  }

  get all(): Secret[] {
    const ofSimulators = this.#simulators.flatMap(({ clientSecret, tokensGiven }) => [
      { name: 'client secret', text: clientSecret },
      ...tokensGiven.map((text) => ({ name: 'access token', text })),
    ]);
    return [...ofSimulators, ...this.#others];
  }

  /** `WHICH in FILE` for each secret that stands in a file below a folder. */
  inFolder(folder: string): string[] {
    return this.all.flatMap(({ name, text }) =>
      filesHolding(folder, text).map((file) => `${name} in ${file}`),
    );
  }

  /** The same in a text of which is said what it is. */
  inText(what: string, text: string): string[] {
    const bytes = Buffer.from(text);
    return this.all
      .filter((secret) => formsOf(secret.text).some((form) => bytes.includes(form)))
      .map(({ name }) => `${name} in ${what}`);
  }

  /** The same in the arguments of a process and of all its children. */
  inArguments(pid: number): string[] {
    return familyOf(pid).flatMap((one) =>
      this.inText(`the arguments of process ${one.pid}`, one.args.join('\n')),
    );
  }
}
