import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findRuntime } from '../../build/runtime.mjs';
import { projectRoot } from '../../build/runtime/places.mjs';
import { checkSystem } from '../../build/system.mjs';
import { startDesktop } from '../desktop/session.ts';
import { Program, usualSettings } from '../e2e/support/program.ts';
import { missingPackages, startXfce } from './xfce.ts';

const run = promisify(execFile);

/**
 * Pictures of a whole desktop, Xfce in memory: the way from the notification of the sample's first failure to that job,
 * in three (path-1 to path-3). With --dark the panel is dark, and the pictures go to test-results.
 */
const dark = process.argv.includes('--dark');
const folder = join(projectRoot, dark ? 'test-results' : 'docs/screenshots');
const theme = dark ? 'dark' : 'light';
/** Milliseconds within which the sample's first failure comes. */
const patience = 60_000;
/** Milliseconds for which the screen has to keep still. */
const stillMs = 500;

async function takePictures(): Promise<void> {
  const desktop = await startDesktop({ notifications: false, trayHost: false });
  const program = new Program(desktop);
  const ends = [() => desktop.close(), () => program.dispose()];
  try {
    ends.push(await startXfce(desktop, dark));
    const { env } = desktop;
    const take = async (name: string): Promise<void> => {
      const picture = join(folder, `${name}.png`);
      // What is in the page reaches the screen some frames later: the picture is good once the screen keeps still.
      for (let before = '', now = 'none'; before !== now;) {
        before = now;
        await wait(stillMs);
        await run('import', ['-window', 'root', picture], { env });
        now = readFileSync(picture, 'base64');
      }
      console.log(picture);
    };
    mkdirSync(folder, { recursive: true });
    // Out of the window: rows under the pointer keep their place.
    await run('xdotool', ['mousemove', '1279', '899'], { env });
    // Longer ready than the pictures take, so that it comes back where it was put.
    program.keep({ ...usualSettings, preferences: { theme, releaseMinutes: 10 } });
    const page = await program.start('--sample');
    page.setDefaultTimeout(patience);
    await page.emulateMedia({ colorScheme: null });
    await program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 10, y: 64, width: 1160, height: 800 }),
    );
    // The first pass over all customers is over.
    await page.getByRole('button', { name: 'Refresh now', disabled: false }).waitFor();
    await program.closeWindow();
    await take('path-1-closed');

    const notification = ['search', '--sync', '--onlyvisible', '--class', 'xfce4-notifyd'];
    const { stdout } = await run('xdotool', notification, { env, timeout: patience });
    await take('path-2-notification');

    const [shown = ''] = stdout.trim().split('\n');
    // The pointer has to have come in before its click counts. Below is the button Open.
    const button = ['mousemove', '--window', shown, '77', '95', 'sleep', '0.5', 'click', '1'];
    await run('xdotool', button, { env });
    await page.getByRole('heading', { name: 'Latest run' }).waitFor();
    await run('xdotool', ['mousemove', '1279', '899'], { env });
    await take('path-3-details');
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

const missing = missingPackages();
checkSystem({ executable: (await findRuntime()).executable, desktop: true, tell: console.log });
if (missing.length === 0) await takePictures();
else {
  console.error(`These pictures show Xfce. Install for them: apt-get install ${missing.join(' ')}`);
  process.exitCode = 1;
}
