import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../desktop/until.ts';

const executable = '/opt/Jobwatch/jobwatch';
const entry = '/usr/share/applications/jobwatch.desktop';

/** The installed program as it is seen from outside: its processes, its log, its window. */
export class Installed {
  readonly #env: NodeJS.ProcessEnv;
  readonly profile: string;

  /** `env`: of the desktop in which it runs; the profile is where the program puts it by itself. */
  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
    this.profile = join(env['XDG_CONFIG_HOME'] ?? '', 'Jobwatch');
  }

  /** Starts it from its entry in the menu, as a desktop does. */
  openFromMenu(): void {
    spawn('gio', ['launch', entry], { env: this.#env, stdio: 'ignore', detached: true }).unref();
  }

  /** Starts it by its path, with these arguments. */
  openWith(...args: string[]): void {
    spawn(executable, args, { env: this.#env, stdio: 'ignore', detached: true }).unref();
  }

  /** Opens a link as any program of the desktop does. */
  openLink(link: string): void {
    spawn('xdg-open', [link], { env: this.#env, stdio: 'ignore', detached: true }).unref();
  }

  /** Its processes: the command line and what the kernel says of each. */
  processes(): { pid: number; args: string[]; status: string }[] {
    return readdirSync('/proc').flatMap((name) => {
      try {
        // The kernel hides the executable of a sandboxed process; a process that Chromium forks
        // has all in one argument.
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split(/[\0 ]/);
        if (args[0] !== executable) return [];
        return [{ pid: Number(name), args, status: readFileSync(`/proc/${name}/status`, 'utf8') }];
      } catch {
        return [];
      }
    });
  }

  /** The process that a person started. */
  main(): number | undefined {
    return this.processes().find(({ args }) => !args.some((arg) => arg.startsWith('--type=')))?.pid;
  }

  /** What its log says since a place in it. */
  log(from = 0): string {
    const file = join(this.profile, 'logs', 'jobwatch.log');
    return existsSync(file) ? readFileSync(file, 'utf8').slice(from) : '';
  }

  /** Waits until the log holds a line of this kind, looked for from a place on. */
  async logged(pattern: RegExp, from = 0): Promise<void> {
    await until(`a line ${String(pattern)}`, () => pattern.test(this.log(from)));
  }

  /** The titles of its windows that are to be seen. */
  titles(): string[] {
    try {
      const args = ['search', '--onlyvisible', '--class', 'jobwatch', 'getwindowname', '%@'];
      return execFileSync('xdotool', args, {
        env: this.#env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
        .split('\n')
        .filter((line) => line !== '');
    } catch {
      return [];
    }
  }

  /** Takes a picture of the whole screen; answers how many colours it has, and its brightness from 0 to 1. */
  photograph(file: string): { colours: number; brightness: number } {
    closeSync(openSync(file, 'w'));
    execFileSync('import', ['-window', 'root', file], { env: this.#env });
    const told = execFileSync('identify', ['-format', '%k %[fx:mean]', file], { encoding: 'utf8' });
    const [colours, brightness] = told.split(' ').map(Number);
    return { colours: colours ?? NaN, brightness: brightness ?? NaN };
  }

  /** Asks it to end, and waits until nothing of it runs. */
  async quit(): Promise<void> {
    const pid = this.main();
    if (pid !== undefined) process.kill(pid, 'SIGTERM');
    await until('its end', () => this.processes().length === 0);
  }
}
