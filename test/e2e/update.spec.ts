import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { autostartEntry } from '../../main/desktop/autostart-entry.ts';
import { FedProgram, feedOfVersion, feedWithoutChecksum, startFeed } from './support/feed.ts';
import type { Feed } from './support/feed.ts';
import { Connections } from './support/connections.ts';
import { test as base } from './support/fixtures.ts';
import { startProxy } from './support/proxy.ts';
import { Program } from './support/program.ts';
import { aHealthyJob, customerOf, startConnected } from './support/steps.ts';

const test = base.extend<{ feed: Feed; fed: FedProgram; asAppImage: boolean; program: Program }>({
  asAppImage: [true, { option: true }],
  // Playwright takes the first argument apart to see what a fixture needs.
  // eslint-disable-next-line no-empty-pattern
  feed: async ({}, use) => {
    const feed = await startFeed();
    await use(feed);
    await feed.close();
  },
  fed: async ({ feed }, use) => {
    const fed = new FedProgram(feed.url);
    await use(fed);
    fed.remove();
  },
  program: async ({ desktop, fed, asAppImage }, use) => {
    const env = { ...desktop.env, ...(await fed.environment(asAppImage)) };
    const program = new Program({ env }, fed.folder);
    await use(program);
    await program.dispose();
  },
});

/** Opens the settings and has the feed asked. */
async function check(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
}

const download = { name: 'Download version 9.0.0' };

test('a new version is told of, fetched when the person says so, and installed when the program quits, and starts at login from then on', async ({
  desktop,
  feed,
  fed,
  program,
}) => {
  const entry = join(desktop.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'jobwatch.desktop');
  mkdirSync(dirname(entry), { recursive: true });
  writeFileSync(entry, autostartEntry(fed.appImage, ['--hidden']));
  const page = await program.start('--sample');
  await check(page);
  await expect(page.getByText('Version 9.0.0 is available')).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await desktop.tray.choose('Version 9.0.0 is available');
  expect(feed.asked).toEqual(['/latest-linux.yml']);
  await page.getByRole('button', download).click();
  await expect(page.getByText('Version 9.0.0 is here and checked')).toBeVisible();
  expect(readFileSync(fed.appImage, 'utf8')).toBe('the one that runs');
  expect(await program.quit()).toBe(0);
  expect(readFileSync(fed.newAppImage)).toEqual(feed.body);
  expect(existsSync(fed.appImage)).toBe(false);
  expect(fed.wasStarted).toBe(true);
  expect(readFileSync(entry, 'utf8')).toBe(autostartEntry(fed.newAppImage, ['--hidden']));
});

test('a file that was tampered with is refused and not installed, and checking goes on', async ({
  desktop,
  feed,
  fed,
  program,
  simulator,
}) => {
  const page = await startConnected(program, simulator, desktop);
  feed.body = Buffer.concat([feed.body, Buffer.from('rm -rf "$HOME"\n')]);
  await check(page);
  await page.getByRole('button', download).click();
  await expect(page.getByText('The new version was refused')).toBeVisible();
  expect(feed.asked.some((path) => path.endsWith('.AppImage'))).toBe(true);
  const kept = join(desktop.env['XDG_CACHE_HOME'] ?? '', 'jobwatch-updater/pending');
  expect(readdirSync(kept)).toEqual([]);

  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  await desktop.notifications.waitFor(
    ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
  );

  expect(await program.quit()).toBe(0);
  expect(readFileSync(fed.appImage, 'utf8')).toBe('the one that runs');
  expect(existsSync(fed.newAppImage)).toBe(false);
  expect(fed.wasStarted).toBe(false);
});

test('beside the service the program turns to the feed that its package names, and to nobody else', async ({
  desktop,
  feed,
  program,
  simulator,
}) => {
  test.skip(!Connections.possible, 'processes may not be watched here');
  test.setTimeout(60_000);
  const connections = new Connections(join(desktop.home, 'watch'));
  program.watcher = connections.watch;
  const page = await startConnected(program, simulator, desktop);
  const port = (url: string) => Number(new URL(url).port);
  const at = (url: string) => ({ protocol: 'TCP', address: '127.0.0.1', port: port(url) });
  expect(connections.all).toEqual([at(simulator.apiBaseUrl)]);
  await check(page);
  await page.getByRole('button', download).click();
  await expect(page.getByText('Version 9.0.0 is here and checked')).toBeVisible();
  expect(await program.quit()).toBe(0);
  expect(connections.all).toEqual([at(simulator.apiBaseUrl), at(feed.url)]);
});

test('a feed that makes no sense or is gone is a sentence in the settings and nothing more', async ({
  desktop,
  feed,
  program,
}) => {
  const page = await program.start('--sample');
  const problem = page.getByText('Could not look for a new version');
  feed.text = '<html><body>Please sign in</body></html>';
  await check(page);
  await expect(problem).toBeVisible();
  feed.text = feedOfVersion('0.0.1');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('It was the newest version')).toBeVisible();
  await expect(problem).toBeHidden();
  feed.text = feedOfVersion('../../etc');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(problem).toBeVisible();
  feed.text = feedWithoutChecksum();
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByRole('button', download).click();
  await expect(page.getByText('The new version was refused')).toBeVisible();
  await feed.close();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(problem).toBeVisible();
  await desktop.tray.waitFor(({ tooltip }) => /checked/.test(tooltip));
});

test('the feed is asked over the proxy of the settings, which gets its sign-in, and a wrong one just once', async ({
  feed,
  program,
}) => {
  const proxy = await startProxy();
  proxy.wants = 'technician:right';
  const ofFeed = (addresses: string[]) => addresses.filter((address) => address.includes(feed.url));
  try {
    const page = await program.start('--sample');
    const enter = (proxyPassword: string) =>
      page.evaluate(
        ([server, password]) =>
          window.jobwatch.setNetwork({
            settings: {
              proxy: { mode: 'manual', server, userName: 'technician', bypass: '' },
              extraCa: null,
            },
            proxyPassword: password,
          }),
        [proxy.address, proxyPassword] as const,
      );
    await enter('wrong');
    await check(page);
    await expect(page.getByText('Could not look for a new version')).toBeVisible();
    expect(ofFeed(proxy.refused)).toHaveLength(2);
    expect(feed.asked).toEqual([]);
    await enter('right');
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByRole('button', download).click();
    await expect(page.getByText('Version 9.0.0 is here and checked')).toBeVisible();
    expect(ofFeed(proxy.passed)).toHaveLength(feed.asked.length);
  } finally {
    await proxy.close();
  }
});

test.describe('where something else installs the program, from within another AppImage', () => {
  test.use({ asAppImage: false });
  test('a new version is told of and cannot be downloaded', async ({ feed, program }) => {
    const page = await program.start('--sample');
    await check(page);
    await expect(page.getByText('with the package manager, or by hand')).toBeVisible();
    await expect(page.getByRole('button', download)).toBeHidden();
    expect(await program.app.evaluate(() => process.env['APPIMAGE'])).toBeUndefined();
    // The window's own request for it is refused as well.
    await page.evaluate(() => window.jobwatch.downloadUpdate());
    expect(feed.asked).toEqual(['/latest-linux.yml']);
  });
});
