import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findRuntime } from '../../build/runtime.mjs';
import { projectRoot } from '../../build/runtime/places.mjs';
import { checkSystem } from '../../build/system.mjs';
import { startDesktop } from '../desktop/session.ts';
import { Program } from '../e2e/support/program.ts';
import { missingPackages, startXfce } from './xfce.ts';

const run = promisify(execFile);

/**
 * One picture of a whole desktop, Xfce in memory: window, tray icon and the notification of the sample's first failure.
 * Run by hand: `node build/run.mjs test/screenshots/desktop.ts` after `npm run build`. With --dark the panel is dark.
 */
const dark = process.argv.includes('--dark');
const picture = join(projectRoot, dark ? 'test-results/desktop-dark.png' : 'docs/screenshots/desktop.png');

async function takePicture(): Promise<void> {
  const desktop = await startDesktop({ notifications: false, trayHost: false });
  const program = new Program(desktop);
  const ends = [() => desktop.close(), () => program.dispose()];
  try {
    ends.push(await startXfce(desktop, dark));
    const { env } = desktop;
    // Out of the window: rows under the pointer keep their place.
    await run('xdotool', ['mousemove', '1279', '899'], { env });
    const page = await program.start('--sample');
    await page.emulateMedia({ colorScheme: null });
    await program.app.evaluate(
      ({ BrowserWindow, nativeTheme }, theme) => {
        nativeTheme.themeSource = theme;
        BrowserWindow.getAllWindows()[0]?.setBounds({ x: 10, y: 64, width: 960, height: 800 });
      },
      dark ? ('dark' as const) : ('light' as const),
    );
    await run('xdotool', ['search', '--sync', '--onlyvisible', '--class', 'xfce4-notifyd'], { env });
    mkdirSync(join(picture, '..'), { recursive: true });
    await run('import', ['-window', 'root', picture], { env });
    console.log(picture);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

const missing = missingPackages();
checkSystem({ executable: (await findRuntime()).executable, desktop: true, tell: console.log });
if (missing.length === 0) await takePicture();
else {
  console.error(`This picture shows Xfce. Install for it: apt-get install ${missing.join(' ')}`);
  process.exitCode = 1;
}
