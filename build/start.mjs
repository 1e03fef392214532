import { join } from 'node:path';
import { ensureBuilt } from './built.mjs';
import { runInForeground } from './child.mjs';
import { say, warn } from './program.mjs';
import { findRuntime } from './runtime.mjs';
import { projectRoot } from './runtime/places.mjs';
import { isRoot } from './system/apt.mjs';
import { checkSystem, SystemError } from './system.mjs';

const own = ['--demo', '--smoke'];

/**
 * Starts the program: `npm start` with the person's own connection, `npm run demo` (--demo) with sample data, and
 * unattended with --smoke. Other arguments go to the program.
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
async function start(args) {
  const smoke = args.includes('--smoke');
  const headless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  ensureBuilt(say);
  const { executable, reason } = await findRuntime(say);
  say(reason);
  checkSystem({ executable, desktop: smoke || headless, tell: say });
  if (isRoot) say('Running as root: Electron is started with --no-sandbox.');
  const asNode = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  if (smoke) return await runInForeground(executable, [join(projectRoot, 'test', 'smoke.ts')], asNode);

  const passed = args.filter((arg) => !own.includes(arg));
  const sample = args.includes('--demo') ? ['--sample'] : [];
  const command = [...(isRoot ? ['--no-sandbox'] : []), projectRoot, ...sample, ...passed];
  if (!headless) {
    const env = { ...process.env };
    delete env['ELECTRON_RUN_AS_NODE'];
    return await runInForeground(executable, command, env);
  }
  say('No display here: starting a desktop in memory (Xvfb, D-Bus, a keyring that ends with it).');
  const host = join(projectRoot, 'test', 'desktop', 'host.ts');
  return await runInForeground(executable, [host, executable, ...command], asNode);
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  warn(error instanceof SystemError ? error.message : String(error));
  process.exitCode = 1;
}
