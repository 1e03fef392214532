import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { projectRoot } from '../../build/runtime/places.mjs';
import { expect, test } from './support/fixtures.ts';
import { childrenOfType } from './support/processes.ts';
import { Program } from './support/program.ts';
import { startConnected } from './support/steps.ts';

test('one program runs for one profile, and another one for another', async ({ desktop, program }) => {
  await program.start();
  await desktop.tray.waitFor(() => true);
  // The second start ends by itself, since the first one has the profile.
  await program.startSecond();
  expect(desktop.tray.items).toHaveLength(1);

  const other = new Program(desktop);
  try {
    await other.start();
    await expect.poll(() => desktop.tray.items.length).toBe(2);
  } finally {
    await other.dispose();
  }
});

test('a profile may be named from the working directory or the home, and one program runs for it as well', async ({
  desktop,
  program,
}) => {
  // Where the tests start the program.
  const folder = resolve(projectRoot, '..');
  const userData = () => program.app.evaluate(({ app }) => app.getPath('userData'));
  const near = `--user-data-dir=${relative(folder, program.profile)}`;
  await program.start(near);
  expect(await userData()).toBe(program.profile);
  await desktop.tray.waitFor(() => true);
  await program.startSecond();
  expect(desktop.tray.items).toHaveLength(1);
  await program.quit();

  await program.start('--user-data-dir=~/second/profile');
  expect(await userData()).toBe(join(desktop.home, 'second/profile'));
  expect(existsSync(join(desktop.home, 'second/profile/logs/jobwatch.log'))).toBe(true);
  expect(existsSync(join(folder, '~'))).toBe(false);
});

test('settings say that a program run from its sources does not start at login', async ({ program }) => {
  const page = await program.start('--sample');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('this one runs from its sources')).toBeVisible();
});

test('the first program on a display loads no graphics driver, and keeps none from those it opens', async ({
  program,
}) => {
  await program.start();
  const { pid, driver } = await program.app.evaluate(() => ({
    pid: process.pid,
    driver: process.env['GDK_GL'],
  }));
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  expect(maps.some((line) => line.includes('/libgtk-'))).toBe(true);
  // Mesa's, and the library that leads to anybody's.
  expect(maps.filter((line) => /\/dri\/|libGLX/.test(line))).toEqual([]);
  expect(driver).toBeUndefined();
});

test('the program speaks to the network itself, and leaves what the command line enables', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  const { pid, features } = await program.app.evaluate(({ app }) => ({
    pid: process.pid,
    features: app.commandLine.getSwitchValue('enable-features'),
  }));
  // Playwright enables one of its own.
  expect(features).toMatch(/^CDPScreenshotNewSurface,.*NetworkServiceInProcess2$/);
  const utilities = childrenOfType(pid, 'utility').map(({ args }) => args.join(' '));
  expect(utilities.filter((line) => line.includes('NetworkService'))).toEqual([]);
});
