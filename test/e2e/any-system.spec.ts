import type { ElectronApplication, Page } from '@playwright/test';
import type { Simulator } from '../../simulator/index.ts';
import { expect, test } from './support/fixtures.ts';
import type { Program } from './support/program.ts';
import { aHealthyJob, connect, stateOf } from './support/steps.ts';

/**
 * What the program does on any system, seen from inside alone. On Windows and macOS these are all the end-to-end tests
 * there are: nothing else of their desktops can be read. On Linux they run as well, so that they are known to hold.
 */
test.setTimeout(120_000);

/** What the program asked Electron to show, in order. */
interface Shown {
  counts: number[];
  overlays: string[];
  titles: string[];
  notifications: { title: string; buttons: string[] }[];
}

/** From here on takes down what the program shows; the system gets it all the same. */
async function listen(app: ElectronApplication): Promise<() => Promise<Shown>> {
  await app.evaluate((electron) => {
    const shown: Shown = { counts: [], overlays: [], titles: [], notifications: [] };
    Object.assign(globalThis, { shown });
    const { app: self, BrowserWindow, Notification, Tray } = electron;
    const before = {
      count: self.setBadgeCount.bind(self),
      overlay: BrowserWindow.prototype.setOverlayIcon,
      title: Tray.prototype.setTitle,
      show: Notification.prototype.show,
    };
    self.setBadgeCount = (count) => {
      shown.counts.push(count ?? -1);
      return before.count(count);
    };
    BrowserWindow.prototype.setOverlayIcon = function (image, description) {
      shown.overlays.push(description);
      before.overlay.call(this, image, description);
    };
    Tray.prototype.setTitle = function (title, options) {
      shown.titles.push(title);
      before.title.call(this, title, options);
    };
    Notification.prototype.show = function () {
      shown.notifications.push({ title: this.title, buttons: this.actions.map(({ text }) => text ?? '') });
      before.show.call(this);
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { shown: Shown }).shown);
}

/** Starts it and connects it; answers once everybody has been checked, which its window alone tells here. */
async function startConnected(program: Program, simulator: Simulator): Promise<Page> {
  const page = await program.start();
  await connect(page, simulator);
  await expect.poll(async () => (await stateOf(page)).estate.lastSweep, { timeout: 30_000 }).not.toBeNull();
  return page;
}

test("a secret is in the system's keychain alone, lasts over a restart, and goes with the sign-out", async ({
  simulator,
  program,
}) => {
  await startConnected(program, simulator);
  expect(await program.quit()).toBe(0);
  expect(program.holds(simulator.clientSecret)).toEqual([]);

  const before = simulator.counters.jobs;
  const again = await program.start();
  await expect.poll(() => simulator.counters.jobs).toBeGreaterThan(before);
  await again.getByRole('link', { name: 'Settings' }).click();
  await again.getByRole('button', { name: 'Sign out' }).click();
  await again.getByRole('button', { name: 'Sign out' }).click();
  const heading = { name: 'Connect to AvePoint' };
  await expect(again.getByRole('heading', heading)).toBeVisible();
  await program.quit();
  const last = await program.start();
  await expect(last.getByRole('heading', heading)).toBeVisible();
  await program.quit();
});

test('a failed job is counted where this system counts, and told of with its buttons', async ({
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator);
  const shown = await listen(program.app);
  simulator.finishRun(aHealthyJob(simulator), 'Failed', { total: 10, failed: 3 });
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Refresh now' }).first().click();
  await expect.poll(async () => (await stateOf(page)).estate.outcomes.failure).toBeGreaterThan(0);
  const failures = (await stateOf(page)).estate.outcomes.failure;
  if (process.platform === 'win32')
    await expect.poll(async () => (await shown()).overlays.at(-1)).toBe(`${failures} failed`);
  else await expect.poll(async () => (await shown()).counts.at(-1)).toBe(failures);
  if (process.platform === 'darwin')
    await expect.poll(async () => (await shown()).titles.at(-1)).toBe(String(failures));
  // On Linux it goes over the session bus, where notification.spec.ts looks.
  if (process.platform !== 'linux') {
    await expect.poll(async () => (await shown()).notifications.length).toBe(1);
    const [notification] = (await shown()).notifications;
    expect(notification?.title).toMatch(/^Backup failed: /);
    expect(notification?.buttons).toEqual(['Acknowledge', 'Snooze 1 h']);
  }
  await program.quit();
});

test('icons of the tray are of the kind that this system takes', async ({ program }) => {
  await program.start('--sample');
  const icon = await program.app.evaluate(({ app, nativeImage }, platform) => {
    const folder = `${app.getAppPath()}/build/icons/tray`;
    const file = { darwin: 'failureTemplate.png', win32: 'failure.ico' }[platform] ?? 'failure-24.png';
    const image = nativeImage.createFromPath(`${folder}/${file}`);
    return { empty: image.isEmpty(), template: image.isTemplateImage(), scales: image.getScaleFactors() };
  }, process.platform as string);
  expect(icon.empty).toBe(false);
  expect(icon.template).toBe(process.platform === 'darwin');
  if (process.platform === 'darwin') expect(icon.scales).toEqual([1, 2, 3]);
  await program.quit();
});

test('links come in as each system hands them over: with a second start, and by an event', async ({
  program,
}) => {
  const page = await program.start('--sample');
  await program.startSecond('jobwatch://alerts?status=snoozed');
  await expect(page).toHaveURL(/#\/alerts\?status=snoozed$/);
  await program.app.evaluate(({ app }) => {
    app.emit('open-url', { preventDefault: () => undefined }, 'jobwatch://customer/a%2Fb');
  });
  await expect(page).toHaveURL(/#\/customers\/a%2Fb$/);
  const closing = page.waitForEvent('close');
  await program.closeWindow();
  await closing;
  const opening = program.nextWindow();
  // A click on the dock of macOS.
  await program.app.evaluate(({ app }) => app.emit('activate'));
  await expect((await opening).getByRole('link', { name: 'Jobs' })).toBeVisible();
  await program.quit();
});

for (const ending of ['the end of the session', 'the computer shutting down'] as const) {
  test(`${ending} ends the program in order`, async ({ program }) => {
    await program.start('--sample');
    const ended = program.ended();
    await Promise.allSettled([
      program.app.evaluate(({ BrowserWindow, powerMonitor }, isSession) => {
        const event = { preventDefault: () => undefined };
        // In a turn of its own, as a system tells it: `quit` of the program says why.
        setImmediate(() => {
          // Windows tells it the window, macOS the program.
          if (isSession) BrowserWindow.getAllWindows()[0]?.emit('session-end', event);
          else powerMonitor.emit('shutdown', event);
        });
      }, ending === 'the end of the session'),
      ended,
    ]);
    expect(await ended).toBe(0);
    expect(program.output).toContain('program: ended');
  });
}
