import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { findRuntime } from '../../../build/runtime.mjs';
import { keepAnswers } from '../../desktop/answers.ts';
import { filesHolding, filesOf } from './files.ts';
import type { Secrets } from './secrets.ts';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * A window that is closed is released at once, so that each opening is one from a cold state, and what is said once has
 * been said. A test of either begins with other settings.
 */
export const usualSettings = { preferences: { releaseMinutes: 0 }, toldOfTray: true, setup: 'done' };

/** Where the program runs: a desktop in memory, or the one that the system has. */
export interface Surroundings {
  env: Readonly<Record<string, string>>;
  /** Where everything of it lies, where that is nobody's own. */
  home?: string;
}

/** The folder of the runtime: on macOS the executable lies deep in a bundle. */
const distOf = (executable: string): string =>
  process.platform === 'darwin' ? resolve(executable, '../../../..') : dirname(executable);

/** What Crashpad leaves of a process that crashed. */
const crashDumps = (folder: string): string[] =>
  filesOf(folder)
    .filter((file) => file.endsWith('.dmp'))
    .map((file) => `crash dump ${file}`);

/** The built program with a profile of its own, to be started and ended as often as a test wishes. */
export class Program {
  readonly profile: string;
  /** Everything the program has printed, over all starts. */
  output = '';
  /** Makes a folder with an `electron` that starts this executable and watches it. */
  watcher: ((executable: string) => string) | null = null;
  /** A module that runs before the program's own first line. */
  before: string | null = null;
  readonly #desktop: Surroundings;
  readonly #root: string;
  #app: ElectronApplication | null = null;
  /** Of `#app`, which no longer tells it once the program has ended. */
  #child: ChildProcess | null = null;

  /**
   * `folder` is where the program lies: the checkout, unless a test lays down another one. `profile` is one of an
   * earlier program; a new one where it is not given.
   */
  constructor(desktop: Surroundings, folder = root, profile?: string) {
    this.#desktop = desktop;
    this.#root = folder;
    this.profile = profile ?? mkdtempSync(join(tmpdir(), 'jobwatch-profile-'));
    if (profile === undefined) this.keep(usualSettings);
  }

  /** Lays down the settings of the next start. */
  keep(settings: object): void {
    writeFileSync(join(this.profile, 'settings.json'), JSON.stringify(settings));
  }

  /** The files of the profile in which a text stands. */
  holds(text: string): string[] {
    return filesHolding(this.profile, text);
  }

  get app(): ElectronApplication {
    if (this.#app === null) throw new Error('The program is not running.');
    return this.#app;
  }

  #running(): ChildProcess {
    if (this.#child === null) throw new Error('The program is not running.');
    return this.#child;
  }

  /** Starts the program; resolves with its window, unless it was started hidden. */
  async start(...args: string[]): Promise<Page> {
    const { executable } = await findRuntime();
    // Only where Playwright finds Electron by itself does it hold back `ready` until it listens; given an
    // executablePath it may miss the first window.
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = this.watcher?.(executable) ?? distOf(executable);
    // The package names its executable once.
    Reflect.deleteProperty(require.cache, require.resolve('electron'));
    try {
      this.#app = await _electron.launch({
        args: this.#arguments(args),
        env: this.#desktop.env,
        cwd: dirname(root),
      });
    } finally {
      process.env['ELECTRON_OVERRIDE_DIST_PATH'] = distOf(executable);
    }
    keepAnswers(this.#app);
    const child = this.#app.process();
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    return await this.#app.firstWindow();
  }

  /** Starts the program once more on the same profile; resolves when that second start has ended by itself. */
  async startSecond(...args: string[]): Promise<void> {
    const { executable } = await findRuntime();
    const child = spawn(executable, this.#arguments(args), { env: this.#desktop.env, stdio: 'ignore' });
    await new Promise((resolve) => child.once('exit', resolve));
  }

  /** Closes the window as the person does, whatever becomes of it then. */
  async closeWindow(): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  }

  /** The window that comes up next. */
  async nextWindow(): Promise<Page> {
    return await this.app.waitForEvent('window');
  }

  /** Resolves with the exit code once the program has ended by itself. */
  async ended(): Promise<number | null> {
    const child = this.#running();
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((resolve) => child.once('exit', resolve));
    this.#app = null;
    this.#child = null;
    return child.exitCode;
  }

  /**
   * Quits as the menu does, which every system lets a test do; a signal ends a program on Windows without asking it.
   */
  async quit(): Promise<number | null> {
    const ended = this.ended();
    // A debugger is heard in the midst of what runs. Where that is the menu of the tray, Electron 42.0.0 ends
    // by SIGSEGV as the icon goes: it asks JavaScript for each label. The menu's quit comes in a turn of its
    // own, and so does this one.
    const quitting = this.app.evaluate(({ app }) => {
      setImmediate(() => {
        app.quit();
      });
    });
    // The program may be gone before it has answered.
    await Promise.allSettled([quitting, ended]);
    return await ended;
  }

  /** Ends the program as a session manager would. */
  async stop(): Promise<void> {
    if (this.#child === null) return;
    this.#child.kill('SIGTERM');
    await this.ended();
  }

  /** Has the kernel end the program, whatever it is doing. */
  async kill(): Promise<void> {
    this.#running().kill('SIGKILL');
    await this.ended();
  }

  /**
   * Ends whatever still runs, and answers where secrets are that may be in the keychain alone: profile, logs, temporary
   * files, output, and of what still ran, arguments and environments. Crash dumps are told of as well: none are made.
   */
  async leaks(secrets: Secrets): Promise<string[]> {
    const found = await this.#leaksWhileRunning(secrets);
    await this.stop();
    const { home } = this.#desktop;
    const folders = [this.profile, ...(home === undefined ? [] : [home])];
    found.push(...secrets.inText('the output', this.output));
    for (const folder of folders) found.push(...secrets.inFolder(folder), ...crashDumps(folder));
    return found;
  }

  async #leaksWhileRunning(secrets: Secrets): Promise<string[]> {
    const { pid, exitCode, signalCode } = this.#child ?? {};
    if (pid === undefined || exitCode !== null || signalCode !== null) return [];
    // Chromium wipes what /proc tells of it; the processes that it starts get it from this one.
    const environment = await this.app.evaluate(() => JSON.stringify(process.env));
    return [...secrets.inArguments(pid), ...secrets.inText('the environment', environment)];
  }

  #arguments(more: readonly string[]): string[] {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const before = this.before === null ? [] : ['--require', this.before];
    return [...before, this.#root, ...asRoot, '--disable-gpu', `--user-data-dir=${this.profile}`, ...more];
  }

  /** Ends whatever still runs and removes the profile. */
  async dispose(): Promise<void> {
    await this.stop();
    // Windows lets go of files a moment after the program has ended.
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10 });
  }
}
