import { expect, test } from './support/fixtures.ts';
import { openJobs } from './support/steps.ts';

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
