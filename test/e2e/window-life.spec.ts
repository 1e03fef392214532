import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { startChild } from '../desktop/child.ts';
import { shrinkDisplay } from '../desktop/display.ts';

const bounds = ({ BrowserWindow }: typeof Electron.CrossProcessExports): Electron.Rectangle | undefined =>
  BrowserWindow.getAllWindows()[0]?.getBounds();
const isVisible = ({ BrowserWindow }: typeof Electron.CrossProcessExports): boolean =>
  BrowserWindow.getAllWindows()[0]?.isVisible() ?? false;
/** Kilobytes that all processes of the program hold. */
const memory = ({ app }: typeof Electron.CrossProcessExports): number =>
  app.getAppMetrics().reduce((sum, process) => sum + process.memory.workingSetSize, 0);

test('a closed window is hidden, which is said once, released after its time, and opens again at once', async ({
  desktop,
  program,
}, info) => {
  test.setTimeout(180_000);
  program.keep({ preferences: { releaseMinutes: 1 } });
  const starting = Date.now();
  const page = await program.start('--sample');
  await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
  const startMs = Date.now() - starting;
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('job'));
  await page.getByRole('link', { name: 'Jobs' }).click();
  await program.closeWindow();
  await expect.poll(() => program.app.evaluate(isVisible)).toBe(false);
  const hint = await desktop.notifications.waitFor(({ title }) => title === 'Jobwatch goes on in the tray');
  expect(hint.hints.get('urgency')).toBe(1);

  // Within its time it comes back as it was left.
  await desktop.tray.activate();
  await expect.poll(() => program.app.evaluate(isVisible)).toBe(true);
  await expect(page).toHaveURL(/#\/jobs/);
  await expect(page.getByRole('row').nth(1)).toBeVisible();

  const released = page.waitForEvent('close', { timeout: 90_000 });
  await program.closeWindow();
  await released;
  const alone = await program.app.evaluate(memory);
  const opening = program.nextWindow();
  const began = Date.now();
  await desktop.tray.activate();
  const again = await opening;
  await expect(again.getByRole('link', { name: 'Jobs' })).toBeVisible();
  const ms = Date.now() - began;
  const open = await program.app.evaluate(memory);
  info.annotations.push({
    type: 'figures',
    description: `started in ${startMs} ms, opened again in ${ms}; ${Math.round(alone / 1024)} MB without the window, ${Math.round(open / 1024)} MB with it`,
  });
  console.log(info.annotations.at(-1)?.description);
  // Half a second on an ordinary laptop, and anywhere less than the program needs to start.
  expect(ms).toBeLessThan(startMs);
  expect(alone).toBeLessThan(open);
  const hints = desktop.notifications.all.filter(({ title }) => title === hint.title);
  expect(hints).toHaveLength(1);
});

/** Asked for something while it closes, a window took the whole program down: once in a few times in this test. */
test('a window that is opened while the last one still closes comes up', async ({ program }) => {
  let page = await program.start('--sample');
  for (let round = 0; round < 40; round += 1) {
    const closing = page.waitForEvent('close');
    await program.closeWindow();
    await closing;
    const opening = program.nextWindow();
    await program.app.evaluate(({ app }) => app.emit('activate'));
    page = await opening;
  }
  await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
  expect(await program.quit()).toBe(0);
});

test('a link opens what it names: in the running program, and with its very start', async ({
  desktop,
  program,
}) => {
  const page = await program.start('--sample');
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('job'));
  await program.startSecond('jobwatch://alerts?status=snoozed');
  await expect(page).toHaveURL(/#\/alerts\?status=snoozed$/);
  await program.startSecond('jobwatch://customer/a%2Fb');
  await expect(page).toHaveURL(/#\/customers\/a%2Fb$/);
  for (const wrong of ['jobwatch://alerts?status=x', 'jobwatch://job/a/b', 'jobwatch://connect'])
    await program.startSecond(wrong);
  await expect.poll(() => program.output.match(/warn link: refused/g)?.length).toBe(3);
  await expect(page).toHaveURL(/#\/customers\/a%2Fb$/);
  await program.stop();

  const first = await program.start('--sample', 'jobwatch://alerts?status=ended');
  await expect(first).toHaveURL(/#\/alerts\?status=ended$/);
});

test.describe('on a desktop with a window manager', () => {
  // Debian: xfwm4. Where nobody manages the windows, none is ever maximised.
  test.skip(!existsSync('/usr/bin/xfwm4'), 'xfwm4 is not installed');

  test('a maximised window is maximised when it opens again, and then goes back to where it stood', async ({
    desktop,
    program,
  }) => {
    const manager = startChild('xfwm4', ['--compositor=off'], { env: desktop.env });
    const isMaximised = (): Promise<boolean | undefined> =>
      program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized());
    const kept = (): unknown => {
      const { places } = JSON.parse(readFileSync(join(program.profile, 'settings.json'), 'utf8')) as {
        places?: object;
      };
      return Object.values(places ?? {})[0];
    };
    const page = await program.start('--sample');
    await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
    const place = { x: 60, y: 80, width: 900, height: 600 };
    await program.app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(to);
    }, place);
    await expect.poll(() => program.app.evaluate(bounds)).toEqual(place);
    await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize());
    await expect.poll(kept).toEqual({ ...place, maximised: true });

    const closing = page.waitForEvent('close');
    await program.closeWindow();
    await closing;
    const opening = program.nextWindow();
    await desktop.tray.activate();
    await opening;
    await expect.poll(isMaximised).toBe(true);
    await program.stop();

    await program.start('--sample');
    await expect.poll(isMaximised).toBe(true);
    await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.unmaximize());
    await expect.poll(() => program.app.evaluate(bounds)).toEqual(place);
    await expect.poll(kept).toEqual({ ...place, maximised: false });
    await program.stop();

    await program.start('--sample');
    await expect.poll(() => program.app.evaluate(bounds)).toEqual(place);
    expect(await isMaximised()).toBe(false);
    await program.stop();
    await manager.stop();
  });
});

test.describe('on a display that shrinks', () => {
  // Debian: x11-xserver-utils.
  test.skip(!existsSync('/usr/bin/xrandr'), 'xrandr is not installed');

  test('the window comes along', async ({ desktop, program }) => {
    await program.start();
    const far = { x: 860, y: 620, width: 420, height: 480 };
    await program.app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(to);
    }, far);
    await expect.poll(() => program.app.evaluate(bounds)).toEqual(far);
    await shrinkDisplay(desktop.env, 800, 600);
    await expect.poll(async () => (await program.app.evaluate(bounds))?.x).toBeLessThan(700);
    const { x = 0, y = 0, width = 0, height = 0 } = (await program.app.evaluate(bounds)) ?? {};
    expect(x + width).toBeLessThanOrEqual(800);
    expect(y + height).toBeLessThanOrEqual(600);
    await program.stop();

    await program.start();
    const again = await program.app.evaluate(bounds);
    expect((again?.x ?? 0) + (again?.width ?? 0)).toBeLessThanOrEqual(800);
  });
});
