import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, customerOf, fail, moduleOf, startConnected } from './support/steps.ts';

const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

test('an alert is acknowledged with a note, undone, and acted upon with others at once', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const job = aHealthyJob(simulator);
  await fail(desktop, simulator, job);

  await goTo(page, 'Overview');
  await page.getByRole('link', { name: `${customerOf(simulator, job)}, ${moduleOf(job)}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(moduleOf(job));
  await expect(page.getByText('You were notified.')).toBeVisible();
  const alert = page.getByRole('region', { name: 'Alert' });
  await alert.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByLabel('Until it recovers').check();
  await page.getByLabel('Note').fill('Ticket 12');
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  await expect(alert.getByText('Ticket 12').first()).toBeVisible();
  await expect(alert.getByRole('button', { name: 'Take back acknowledgement' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(alert.getByRole('button', { name: 'Snooze' })).toBeVisible();

  await goTo(page, 'Alerts');
  await page.getByLabel('Choose all').check();
  await page.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: 'Until tomorrow 8:00' }).click();
  await expect(page.getByRole('heading', { name: 'No alert is open' })).toBeVisible();
  await page.getByRole('link', { name: 'Snoozed' }).click();
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: moduleOf(job) })
      .first(),
  ).toContainText('snoozed until');
});

test('settings are saved with each change, hold after a restart, and a test notification is shown', async ({
  desktop,
  simulator,
  program,
}) => {
  let page = await startConnected(program, simulator, desktop);
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await desktop.notifications.waitFor(({ title }) => title === 'Notifications from Jobwatch work');
  await expect(page.getByText('The desktop showed it.')).toBeVisible();
  await page.getByLabel('Keep quiet hours').check();
  await page.getByRole('button', { name: 'Sunday' }).click();
  const minutes = page.getByLabel('Check every customer every');
  await minutes.fill('99');
  await minutes.blur();
  await expect(page.getByText('Enter a whole number from 1 to 60.')).toBeVisible();
  await minutes.fill('7');
  await minutes.blur();
  await expect(page.getByText('Saved').first()).toBeVisible();
  await program.stop();

  page = await program.start();
  await goTo(page, 'Settings');
  await expect(page.getByLabel('Check every customer every')).toHaveValue('7');
  await expect(page.getByLabel('Keep quiet hours')).toBeChecked();
  await expect(page.getByRole('button', { name: 'Sunday' })).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('button', { name: 'Monday' })).toHaveAttribute('aria-pressed', 'true');
});

test('a customer muted on its page is not told of, and its run says why', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const job = aHealthyJob(simulator);
  const customer = customerOf(simulator, job);
  await goTo(page, 'Customers');
  await page.getByRole('rowheader').getByRole('link', { name: customer }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(customer);
  await page.getByLabel('Mute').check();
  simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  await page.getByRole('button', { name: 'Check this customer now' }).click();
  const line = page.getByRole('region', { name: 'Open alerts' }).getByRole('link').first();
  await line.click();
  await expect(page.getByText('Not notified: its customer, service, module or tag is muted.')).toBeVisible();
  expect(desktop.notifications.all).toEqual([]);
});

test('a long name of a customer has half of its line at least, and what is wrong there is read to its end', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const { id } = simulator.estate.at(0);
  const name = 'Wexford County Community Health Partnership – Northern Division';
  await fail(desktop, simulator, aHealthyJob(simulator));
  await page.evaluate((customer) => window.jobwatch.describeCustomer(customer), {
    id,
    displayName: name,
    watched: true,
    tags: [],
  });
  simulator.faults.add({ customerId: id }, { kind: 'redirect', location: 'https://elsewhere.invalid/' });
  await desktop.tray.choose('Refresh now');

  await goTo(page, 'Overview');
  const line = page.getByRole('region', { name: 'Where somebody is needed' }).getByRole('listitem');
  const facts = line.getByText('1 failed, 1 alert, not reached: Redirected elsewhere');
  await expect(facts).toBeVisible();
  const widthOf = async (part: typeof line): Promise<number> => (await part.boundingBox())?.width ?? 0;
  for (const width of [420, 1000, 1280]) {
    await program.app.evaluate(
      ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setContentSize(wanted, 800),
      width,
    );
    await page.waitForFunction((wanted) => innerWidth === wanted, width);
    expect(await widthOf(line.getByRole('link', { name })), `the name at ${width} px`).toBeGreaterThan(
      (await widthOf(line)) / 2,
    );
    const hidden = await facts.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(hidden, `pixels of the facts out of sight at ${width} px`).toBe(0);
  }
});
