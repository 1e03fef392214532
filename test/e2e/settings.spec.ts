import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyringSecrets } from '../desktop/secrets.ts';
import { filesHolding } from './support/files.ts';
import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, fail, openJobs, startConnected } from './support/steps.ts';

test('theme, rows and colours are taken up at once, by the frame of the window too, and over a restart', async ({
  program,
}) => {
  const page = await program.start('--sample');
  await page.getByRole('link', { name: 'Settings' }).click();
  // Playwright would emulate a light one.
  await page.emulateMedia({ colorScheme: null });
  const isDark = (): Promise<boolean> =>
    page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const source = (): Promise<string> => program.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);

  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect.poll(isDark).toBe(true);
  expect(await source()).toBe('dark');
  await page.getByRole('radio', { name: 'Light' }).check({ force: true });
  await expect.poll(isDark).toBe(false);
  await page.getByRole('radio', { name: 'Compact' }).check({ force: true });
  const successMark = page.getByRole('img', { name: 'Succeeded' }).first();
  const green = await successMark.evaluate((mark) => getComputedStyle(mark).color);
  await page.getByRole('radio', { name: 'Blue and orange' }).check({ force: true });
  await expect.poll(() => successMark.evaluate((mark) => getComputedStyle(mark).color)).not.toBe(green);
  await openJobs(page);
  const firstRow = page.getByRole('row').nth(1);
  await expect.poll(async () => (await firstRow.boundingBox())?.height).toBe(26);
  await program.stop();

  const again = await program.start('--sample');
  await expect(again.locator('html')).toHaveAttribute('data-density', 'compact');
  await expect(again.locator('html')).toHaveAttribute('data-palette', 'separate');
  expect(await source()).toBe('light');
});

test.describe('on a German system', () => {
  test('dates and numbers are written as the system has them', async ({ desktop, program }) => {
    Object.assign(desktop.env, { LANG: 'de_DE.UTF-8', LC_ALL: '', LANGUAGE: '' });
    const page = await program.start('--sample');
    const languages = await program.app.evaluate(({ app }) => app.getPreferredSystemLanguages());
    expect(languages[0]).toBe('de-DE');
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByText(/\d{1,2}\. \p{L}+\.? \d{4}, \d\d:\d\d:\d\d; 12\.345\./u)).toBeVisible();
  });
});

test('settings go to a file without any secret, and come back; a file of something else is refused', async ({
  program,
  simulator,
  desktop,
}) => {
  const page = await startConnected(program, simulator, desktop);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Check every customer every').fill('17');
  await page.getByLabel('Check every customer every').blur();
  const file = join(program.profile, 'for-another.json');
  await program.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await page.getByRole('button', { name: 'Export settings…' }).click();
  await expect(page.getByText(`Written to ${file}.`)).toBeVisible();
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain(simulator.clientSecret);
  expect(text).not.toContain(simulator.clientId);

  await page.getByLabel('Check every customer every').fill('5');
  await page.getByLabel('Check every customer every').blur();
  await page.getByRole('button', { name: 'Import settings…' }).click();
  await expect(page.getByText('The settings of the file are in use.')).toBeVisible();
  await expect(page.getByLabel('Check every customer every')).toHaveValue('17');

  writeFileSync(file, '{"name": "something else"}');
  await page.getByRole('button', { name: 'Import settings…' }).click();
  await expect(page.getByRole('alert')).toContainText('This file holds no settings of Jobwatch.');
  await expect(page.getByLabel('Check every customer every')).toHaveValue('17');
});

test('a report holds versions and checks, and neither secret nor customer', async ({
  program,
  simulator,
  desktop,
}) => {
  const page = await startConnected(program, simulator, desktop);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'The last 3 checks' }).click();
  const customer = simulator.estate.at(0).organization;
  await expect(page.getByRole('cell', { name: customer })).toBeVisible();
  await expect(page.getByText('Secret Service, available')).toBeVisible();

  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const report = await program.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toContain('Electron: ');
  expect(report).toMatch(/customer \d {2}ok/);
  for (const { organization } of simulator.estate.customers) expect(report).not.toContain(organization);
  expect(report).not.toContain(simulator.clientSecret);
  expect(report).not.toMatch(/eyJ/);
});

test('a report after signing out names no customer either', async ({ program, simulator, desktop }) => {
  const page = await startConnected(program, simulator, desktop);
  const { organization } = simulator.estate.at(0);
  await fail(desktop, simulator, aHealthyJob(simulator));
  expect(program.output).toContain(organization);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Connect to AvePoint' })).toBeVisible();
  await page.evaluate(() => window.jobwatch.copyReport({ leaveOutCustomers: true }));
  const report = await program.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toMatch(/customer \d/);
  for (const one of simulator.estate.customers) expect(report).not.toContain(one.organization);
});

test('erasing leaves neither secret nor data, and begins anew', async ({ program, simulator, desktop }) => {
  const page = await startConnected(program, simulator, desktop);
  const [{ organization }] = [simulator.estate.at(0)];
  const failed = await fail(desktop, simulator, aHealthyJob(simulator));
  expect(failed.title).toContain(organization);
  expect(filesHolding(program.profile, organization)).not.toEqual([]);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Erase everything…' }).click();
  await page.getByRole('button', { name: 'Erase everything', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Connect to AvePoint' })).toBeVisible();
  await desktop.notifications.untilClosed(failed.id);
  // The next notification writes down what is on the screen.
  await program.closeWindow();
  const hint = await desktop.notifications.waitFor(({ title }) => title.endsWith('goes on in the tray'));
  await expect.poll(() => readFileSync(join(program.profile, 'settings.json'), 'utf8')).toContain(hint.title);
  expect(desktop.notifications.open).toEqual([hint]);
  expect(await keyringSecrets(desktop.env, 'Jobwatch')).toEqual([]);
  expect(readdirSync(program.profile)).not.toContain('data');
  expect(filesHolding(program.profile, organization)).toEqual([]);
  expect(filesHolding(program.profile, simulator.clientId)).toEqual([]);
});

test('a detailed log tells of every request, and of no secret', async ({ program, simulator, desktop }) => {
  const page = await startConnected(program, simulator, desktop);
  await page.getByRole('link', { name: 'Settings' }).click();
  expect(program.output).not.toContain('debug request');
  await page.getByLabel('Write a detailed log').check();
  await openJobs(page);
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expect.poll(() => program.output).toMatch(/debug request: GET http:\S+\/jobs\S*: 200 after \d+ ms/);
  expect(program.output).not.toContain(simulator.clientSecret);
  expect(program.output).not.toMatch(/eyJ|Bearer /);
});

test('folders open where data and log are', async ({ program }) => {
  const page = await program.start('--sample');
  await page.getByRole('link', { name: 'Settings' }).click();
  await program.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openPath = (path) => {
      opened.push(path);
      return Promise.resolve('');
    };
  });
  await page.getByRole('button', { name: 'Open folder' }).click();
  await page.getByRole('button', { name: 'Open log folder' }).click();
  const opened = (): Promise<string[]> =>
    program.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  await expect.poll(opened).toEqual([join(program.profile, 'data'), join(program.profile, 'logs')]);
});
