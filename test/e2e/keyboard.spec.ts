import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, customerOf, fail, moduleOf, startConnected } from './support/steps.ts';

const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

test('what is done with alerts by the keyboard leaves it where it was, or at the heading', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const job = aHealthyJob(simulator);
  await fail(desktop, simulator, job);
  await goTo(page, 'Overview');
  await page.getByRole('link', { name: `${customerOf(simulator, job)}, ${moduleOf(job)}` }).click();
  const alert = page.getByRole('region', { name: 'Alert', exact: true });
  await alert.getByRole('button', { name: 'Acknowledge', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('radio', { name: /^This run/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(alert.getByRole('button', { name: 'Take back acknowledgement' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(alert.getByRole('button', { name: 'Acknowledge', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'For 1 hour' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(alert.getByRole('button', { name: 'End snooze' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(alert.getByRole('button', { name: 'Snooze' })).toBeFocused();

  await goTo(page, 'Alerts');
  await page.getByLabel('Choose all').focus();
  await page.keyboard.press('Space');
  await page.getByRole('toolbar').getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No alert is open' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('in the settings the keyboard follows to a section, and to a question and back', async ({ program }) => {
  const page = await program.start('--sample');
  await program.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 600),
  );
  await page.getByRole('link', { name: 'Settings' }).click();
  const heading = page.getByRole('heading', { name: 'Notifications', exact: true });
  await heading.waitFor();
  await page.getByRole('navigation', { name: 'Sections' }).getByText('Notifications').focus();
  await page.keyboard.press('Enter');
  await expect(heading).toBeFocused();
  // Not at the very edge, where the ring around it would be cut.
  expect((await heading.boundingBox())?.y).toBe(8);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('region', { name: 'Notifications' }).locator(':focus')).toHaveCount(1);

  const leave = page.getByRole('button', { name: 'Leave sample data' });
  await leave.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Confirm' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(leave).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(leave).toBeFocused();
  await expect(page.getByRole('group', { name: 'Confirm' })).toHaveCount(0);
});

test('Alt and an arrow lead back and forward', async ({ program }) => {
  const page = await program.start('--sample');
  await goTo(page, 'Customers');
  await goTo(page, 'Settings');
  const hash = (): string => new URL(page.url()).hash;
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(hash).toBe('#/customers');
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(hash).toBe('#/settings');
});
