import { spawn } from 'node:child_process';
import { warn } from './program.mjs';
import { findRuntime } from './runtime.mjs';
import { checkSystem, SystemError } from './system.mjs';

/**
 * Runs a script on the Electron that ships, as Node: with its version of Node, its SQLite, and types stripped from
 * .ts files.
 * @param {readonly string[]} args script and arguments
 * @returns {Promise<number>} the exit code
 */
async function runOnRuntime(args) {
  const { executable } = await findRuntime(warn);
  checkSystem({ executable, desktop: false, tell: warn });
  const child = spawn(executable, args, {
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  // Ctrl+C reaches the script by itself, since it is in the same process group: what remains is to wait for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', (signal) => void child.kill(signal));
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

const args = process.argv.slice(2);
if (args.length === 0) {
  warn('Usage: node build/run.mjs SCRIPT.ts [arguments]');
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await runOnRuntime(args);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    warn(error.message);
    process.exitCode = 1;
  }
}
