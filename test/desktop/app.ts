import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createInterface } from 'node:readline';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { findRuntime } from '../../build/runtime.mjs';
import { projectRoot } from '../../build/runtime/places.mjs';
import { keepAnswers } from './answers.ts';
import { Changes } from './changes.ts';
import type { Desktop } from './session.ts';

/** A line of the program's log on standard output: `HH:MM:SS.mmm info scope: text`. */
export interface LogLine {
  time: string;
  level: string;
  scope: string;
  text: string;
}

const pattern = /^(\d\d:\d\d:\d\d\.\d{3}) (\w+) ([\w-]+): (.*)$/;

/** The built program, running in a desktop of its own. */
export class RunningApp {
  readonly electron: ElectronApplication;
  /** The exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly #log: Log;

  private constructor(electron: ElectronApplication, log: Log) {
    this.electron = electron;
    this.#log = log;
    this.ended = new Promise((resolve) => electron.process().once('exit', resolve));
  }

  /** Starts the program with a profile of its own; it must have been built. */
  static async launch(desktop: Desktop, profile: string, args: readonly string[] = []): Promise<RunningApp> {
    const { executable } = await findRuntime();
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const all = [...root, `--user-data-dir=${profile}`, projectRoot, ...args];
    const log = new Log();
    const forget = hearNext(executable, (line) => log.take(line));
    try {
      const electron = await _electron.launch({ executablePath: executable, args: all, env: desktop.env });
      keepAnswers(electron);
      return new RunningApp(electron, log);
    } finally {
      forget();
    }
  }

  /** The log so far. */
  get lines(): readonly LogLine[] {
    return this.#log.lines;
  }

  /** The first line, past or to come, of this scope that begins so or matches. */
  waitForLine(scope: string, beginning: string | RegExp = '', timeout = 10_000): Promise<LogLine> {
    return this.#log.waitFor(scope, beginning, timeout);
  }

  /** The window that is open, or the next one to open. */
  async window(timeout = 10_000): Promise<Page> {
    return this.electron.windows()[0] ?? (await this.electron.waitForEvent('window', { timeout }));
  }

  /** Closes the window as the person does; it is hidden then. */
  async closeWindow(): Promise<void> {
    await this.window();
    await this.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  }
}

/** What the program has logged. */
class Log {
  readonly lines: LogLine[] = [];
  readonly #changes = new Changes();

  take(line: string): void {
    const [, time = '', level = '', scope = '', text = ''] = pattern.exec(line) ?? [];
    if (time === '') return;
    this.lines.push({ time, level, scope, text });
    this.#changes.happened();
  }

  waitFor(scope: string, beginning: string | RegExp, timeout: number): Promise<LogLine> {
    const fits = (line: LogLine): boolean =>
      line.scope === scope &&
      (typeof beginning === 'string' ? line.text.startsWith(beginning) : beginning.test(line.text));
    const what = `a line "${scope}: ${String(beginning)}"`;
    return this.#changes.until(
      () => this.lines.find(fits),
      what,
      timeout,
      () => this.lines.slice(-20),
    );
  }
}

/**
 * Hears the lines that the next process of this executable prints, from the first on: Playwright hands the process out
 * when the program has been running for a while, and its first lines are gone by then. Returns what ends the watch for
 * that process.
 */
function hearNext(executable: string, hear: (line: string) => void): () => void {
  const channel = 'child_process';
  const born = (message: unknown): void => {
    const { process: child } = message as { process: ChildProcess };
    // Told of while it is being made: a moment later it has its pipes, and has not printed yet.
    queueMicrotask(() => {
      if (child.spawnfile !== executable || child.stdout === null) return;
      unsubscribe(channel, born);
      createInterface({ input: child.stdout }).on('line', hear);
    });
  };
  subscribe(channel, born);
  return () => void unsubscribe(channel, born);
}
