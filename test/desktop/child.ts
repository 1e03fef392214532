import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** A background program of the desktop. */
export interface Child {
  process: ChildProcess;
  /** Asks it to end and waits until it has. */
  stop: () => Promise<void>;
}

/** Has the kernel end a program with the one that started it, even where that one is killed. Linux, util-linux. */
const leash = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : [];

/**
 * Starts a program away from the terminal's process group: Ctrl+C must not take the bus from under Electron, which
 * aborts when that happens. It ends with this process at the latest.
 */
export function startChild(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdio?: StdioOptions } = {},
): Child {
  const [program = command, ...rest] = [...leash, command, ...args];
  const child = spawn(program, rest, { stdio: 'ignore', detached: true, ...options });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(kill, 5_000);
    await ended;
    clearTimeout(timer);
  };
  return { process: child, stop };
}

/**
 * The first line that a program writes to one of its pipes.
 * @throws when it ends before, or cannot be started
 */
export async function firstLine(name: string, child: Child, pipe: number): Promise<string> {
  const stream = child.process.stdio[pipe] as Readable;
  return await new Promise((resolve, reject) => {
    let text = '';
    child.process.once('error', reject);
    // Later than its exit: by then all is read that it has written.
    child.process.once('close', (code) => {
      reject(new Error(`${name} ended with ${String(code)} before it was ready.`));
    });
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end).trim());
    });
  });
}
