import { join } from 'node:path';
import { runInForeground } from './child.mjs';
import { say, warn } from './program.mjs';
import { findRuntime } from './runtime.mjs';
import { projectRoot } from './runtime/places.mjs';
import { isRoot } from './system/apt.mjs';
import { checkSystem, SystemError } from './system.mjs';

/** The program with its window rebuilt at each change: electron-vite's server on the runtime that was found. */
try {
  const { executable, reason } = await findRuntime(say);
  say(reason);
  checkSystem({ executable, desktop: false, tell: say });
  const tool = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [tool, 'dev', ...(isRoot ? ['--noSandbox'] : []), ...process.argv.slice(2)];
  process.exitCode = await runInForeground(process.execPath, args, {
    ...process.env,
    ELECTRON_EXEC_PATH: executable,
  });
} catch (error) {
  if (!(error instanceof SystemError)) throw error;
  warn(error.message);
  process.exitCode = 1;
}
