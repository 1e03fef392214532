import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { findRuntime } from '../../../build/runtime.mjs';
import type { Desktop } from '../../desktop/session.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * A window that is closed is released at once, so that each opening is one from a cold state, and what is said once has
 * been said. A test of either begins with other settings.
 */
export const usualSettings = { preferences: { releaseMinutes: 0 }, toldOfTray: true, setup: 'done' };

/** The built program with a profile of its own, to be started and ended as often as a test wishes. */
export class Program {
  readonly profile = mkdtempSync(join(tmpdir(), 'jobwatch-profile-'));
  /** Everything the program has printed, over all starts. */
  output = '';
  readonly #desktop: Desktop;
  #app: ElectronApplication | null = null;

  constructor(desktop: Desktop) {
    this.#desktop = desktop;
    this.keep(usualSettings);
  }

  /** Lays down the settings of the next start. */
  keep(settings: object): void {
    writeFileSync(join(this.profile, 'settings.json'), JSON.stringify(settings));
  }

  /** The files of the profile in which a text stands. */
  holds(text: string): string[] {
    const files = readdirSync(this.profile, { recursive: true, encoding: 'utf8', withFileTypes: true });
    return files
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file).includes(text));
  }

  get app(): ElectronApplication {
    if (this.#app === null) throw new Error('The program is not running.');
    return this.#app;
  }

  /** Starts the program; resolves with its window, unless it was started hidden. */
  async start(...args: string[]): Promise<Page> {
    const { executable } = await findRuntime();
    // Only where Playwright finds Electron by itself does it hold back `ready` until it listens; given an
    // executablePath it may miss the first window.
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(executable);
    this.#app = await _electron.launch({
      args: this.#arguments(args),
      env: this.#desktop.env,
      cwd: dirname(root),
    });
    const child = this.#app.process();
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
    const child = this.app.process();
    if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
    this.#app = null;
    return child.exitCode;
  }

  /** Ends the program as a session manager would. */
  async stop(): Promise<void> {
    if (this.#app === null) return;
    this.#app.process().kill('SIGTERM');
    await this.ended();
  }

  /** Has the kernel end the program, whatever it is doing. */
  async kill(): Promise<void> {
    this.app.process().kill('SIGKILL');
    await this.ended();
  }

  #arguments(more: readonly string[]): string[] {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return [root, ...asRoot, '--disable-gpu', `--user-data-dir=${this.profile}`, ...more];
  }

  /** Ends whatever still runs and removes the profile. */
  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.profile, { recursive: true, force: true });
  }
}
