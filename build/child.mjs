import { spawn } from 'node:child_process';

/** What ends a program from outside. */
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program in the foreground until it ends. It stands outside the terminal's process group, so that Ctrl+C
 * reaches it once, through here: Electron ends in order at the first and at once at a second.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} the exit code; one ended by a signal we passed on has ended well
 */
export async function runInForeground(command, args, env = process.env) {
  const detached = process.platform !== 'win32';
  const child = spawn(command, args, { stdio: 'inherit', env, detached });
  let asked = false;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    asked = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? (asked ? 0 : 1)));
    });
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}
