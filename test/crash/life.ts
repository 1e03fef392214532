import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { findRuntime } from '../../build/runtime.mjs';
import { projectRoot } from '../../build/runtime/places.mjs';
import { startChild } from '../desktop/child.ts';
import type { Child } from '../desktop/child.ts';
import type { Desktop } from '../desktop/session.ts';

const longestMs = 20_000;

/** The program from a start to its end. Instants are UTC ms. */
export class Life {
  readonly startedAt = Date.now();
  endedAt = Infinity;
  /** Whether it was killed, and not asked to end. */
  killed = false;
  /** What it has printed. */
  readonly lines: string[] = [];
  readonly #child: Child;

  private constructor(child: Child, hear: (life: Life, line: string) => void) {
    this.#child = child;
    child.process.stderr?.resume();
    if (child.process.stdout === null) throw new Error('The program has no standard output.');
    createInterface({ input: child.process.stdout }).on('line', (line) => {
      this.lines.push(line);
      hear(this, line);
    });
  }

  /** Starts the built program in the background, as at a login. */
  static async start(
    desktop: Desktop,
    profile: string,
    hear: (life: Life, line: string) => void,
  ): Promise<Life> {
    const { executable } = await findRuntime();
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [projectRoot, ...asRoot, '--disable-gpu', `--user-data-dir=${profile}`, '--hidden'];
    return new Life(
      startChild(executable, args, { env: desktop.env, stdio: ['ignore', 'pipe', 'pipe'] }),
      hear,
    );
  }

  /** Waits for a condition, looked at again and again; false where it does not come about. */
  async reaches(holds: () => boolean): Promise<boolean> {
    const latest = Date.now() + longestMs;
    while (!holds()) {
      if (Date.now() > latest || this.#hasEnded) return false;
      await wait(20);
    }
    return true;
  }

  /** Has the kernel end it, whatever it is doing. */
  async kill(): Promise<void> {
    this.killed = true;
    await this.#end('SIGKILL');
  }

  /** Asks it to end, and answers the exit code. */
  async stop(): Promise<number | null> {
    await this.#end('SIGTERM');
    return this.#child.process.exitCode;
  }

  get #hasEnded(): boolean {
    const { exitCode, signalCode } = this.#child.process;
    return exitCode !== null || signalCode !== null;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child.process;
    if (this.#hasEnded)
      throw new Error(`The program ended by itself with ${String(child.exitCode ?? child.signalCode)}.`);
    const ended = once(child, 'close');
    child.kill(signal);
    if (signal === 'SIGKILL') this.endedAt = Date.now();
    await ended;
    this.endedAt = Math.min(this.endedAt, Date.now());
  }
}
