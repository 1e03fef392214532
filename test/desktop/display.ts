import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Makes a display smaller, as when another one is plugged in. Needs xrandr. */
export async function shrinkDisplay(env: NodeJS.ProcessEnv, width: number, height: number): Promise<void> {
  const mode = `${width}x${height}`;
  const timing = [width, width + 32, width + 112, width + 224, height, height + 3, height + 7, height + 24];
  const xrandr = (...args: string[]) => run('xrandr', args, { env });
  await xrandr('--newmode', mode, '40', ...timing.map(String));
  await xrandr('--addmode', 'screen', mode);
  await xrandr('--output', 'screen', '--mode', mode);
}
