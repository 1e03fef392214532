import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, customerOf, fail, moduleOf, startConnected } from './support/steps.ts';

test('a failure stays until somebody has seen it, and can be acknowledged where it is shown', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const job = aHealthyJob(simulator);
  const shown = await fail(desktop, simulator, job);
  expect(shown.app).toBe('Jobwatch');
  expect(shown.actions).toEqual({ default: 'Open', acknowledge: 'Acknowledge', snooze: 'Snooze 1 h' });
  expect(shown.hints.get('urgency')).toBe(2);
  expect(shown.hints.get('desktop-entry')).toBe('jobwatch');

  desktop.notifications.click(shown.id, 'acknowledge');
  await expect(page.getByText('1 alert acknowledged.')).toBeVisible();
  await page.getByRole('link', { name: 'Alerts' }).click();
  await page.getByRole('link', { name: 'Acknowledged' }).click();
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: moduleOf(job) })
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: /No alert is acknowledged|Nothing/ }).first()).toBeVisible();
});

test('a snoozed failure is told of no more, and Snooze all in the tray takes the rest', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const shown = await fail(desktop, simulator, aHealthyJob(simulator, 0));
  desktop.notifications.click(shown.id, 'snooze');
  await expect.poll(() => program.output).toContain('alerts: snooze: 1');
  const other = await fail(desktop, simulator, aHealthyJob(simulator, 1));
  await desktop.tray.chooseIn('Snooze all alerts', 'Until tomorrow 8:00');
  await desktop.notifications.untilClosed(other.id);
  await page.getByRole('link', { name: 'Alerts' }).click();
  await expect(page.getByRole('heading', { name: 'No alert is open' })).toBeVisible();

  // A window that was made anew knows of it, too.
  await page.reload();
  await page.getByRole('button', { name: 'Recent' }).click();
  const recent = page.getByRole('dialog', { name: 'What was done lately' });
  await expect(recent.getByRole('listitem')).toHaveCount(2);
  await recent.getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByRole('checkbox', { name: /^Choose .+ of / }).first()).toBeVisible();
});

test('a notification gives way to the next one about its job, and goes when its alert is dealt with', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const [job, other] = [aHealthyJob(simulator, 0), aHealthyJob(simulator, 1)];
  const failed = await fail(desktop, simulator, job);
  simulator.finishRun(job, 'Finished');
  await desktop.tray.choose('Refresh now');
  const recovered = await desktop.notifications.waitFor(({ title }) =>
    title.startsWith('Backup works again'),
  );
  expect(recovered.replaces).toBe(failed.id);
  expect(desktop.notifications.open).toEqual([recovered]);

  const second = await fail(desktop, simulator, other);
  expect(second.replaces).toBe(0);
  await page.getByRole('link', { name: 'Alerts' }).click();
  await page.getByLabel('Choose all').check();
  await page.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: 'Until tomorrow 8:00' }).click();
  await desktop.notifications.untilClosed(second.id);
  expect(desktop.notifications.open).toEqual([recovered]);
});

test('a notification can be clicked and is replaced after a restart, too', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  const job = aHealthyJob(simulator);
  const failed = await fail(desktop, simulator, job);
  await program.stop();
  const again = await program.start();
  await expect(again.getByRole('link', { name: 'Jobs' })).toBeVisible();
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('failed'));
  expect(desktop.notifications.open).toEqual([failed]);

  // As a daemon does that keeps a notification which was clicked.
  desktop.notifications.click(failed.id, 'default', { stays: true });
  await expect(again.getByRole('heading', { level: 1 })).toHaveText(moduleOf(job));
  simulator.finishRun(job, 'Finished');
  await desktop.tray.choose('Refresh now');
  const recovered = await desktop.notifications.waitFor(({ title }) =>
    title.startsWith('Backup works again'),
  );
  expect(recovered.replaces).toBe(failed.id);
});

test('a click that the desktop tells of before it has said what it shows opens the job', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  desktop.notifications.clicksAtOnce = true;
  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  await desktop.tray.choose('Refresh now');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(moduleOf(job));
});

test('a job that is no longer known leads to the alerts', async ({ desktop, simulator, program }) => {
  const page = await startConnected(program, simulator, desktop);
  const failed = await fail(desktop, simulator, aHealthyJob(simulator));
  await page.evaluate(() => window.jobwatch.signOut());
  await page.close();
  const opening = program.nextWindow();
  desktop.notifications.click(failed.id);
  await expect(await opening).toHaveURL(/#\/alerts$/);
});

test('names read as they stand, whatever is in them', async ({ desktop, simulator, program }) => {
  const job = aHealthyJob(simulator);
  const named = { jobModule: '<b>R&D</b>\u202e\u0007_x' };
  simulator.setRow(job, named);
  await startConnected(program, simulator, desktop);
  const failed = await fail(desktop, simulator, job, named);
  expect(failed.body).toContain('<b>R&D</b>');
  // eslint-disable-next-line no-control-regex
  expect(failed.body).not.toMatch(/[\u202e\u0007]/);
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('failed'));
  const labels = (await desktop.tray.menu()).map(({ label }) => label);
  expect(labels.find((label) => label.includes('<b>R&D</b>'))).toContain('_x');
});

test('a notification daemon that hangs holds nothing up, and shows each failure once when it wakes up', async ({
  desktop,
  simulator,
  program,
}) => {
  test.setTimeout(180_000);
  const page = await startConnected(program, simulator, desktop);
  desktop.notifications.hang();
  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  // While it waits for the daemon, the program answers, and notices the next failure.
  await expect.poll(() => desktop.notifications.unanswered).toBeGreaterThan(0);
  const began = Date.now();
  await program.app.evaluate(({ app }) => app.getName());
  const other = aHealthyJob(simulator, 1);
  simulator.finishRun(other, 'Failed');
  await desktop.tray.choose('Refresh now');
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('2 failed') || /[3-9] failed/.test(tooltip));
  expect(Date.now() - began).toBeLessThan(10_000);
  await expect(page.getByText('The desktop does not show notifications.')).toBeVisible({ timeout: 40_000 });

  // Nobody waits for an answer any more.
  const kept = /not shown, kept for later/g;
  await expect.poll(() => program.output.match(kept)?.length, { timeout: 40_000 }).toBeGreaterThanOrEqual(2);

  desktop.notifications.wake();
  await desktop.tray.choose('Refresh now');
  await expect(page.getByText('The desktop does not show notifications.')).toBeHidden({ timeout: 70_000 });
  const told = desktop.notifications.all.map(({ title }) => title);
  expect(told.toSorted()).toEqual(
    [job, other].map((failed) => `Backup failed: ${customerOf(simulator, failed)}`).toSorted(),
  );
});

test.describe('on a desktop whose notifications have no buttons', () => {
  test.use({ desktopOptions: { capabilities: ['body'] } });

  test('nothing is offered that could not be chosen, and text is sent as it is', async ({
    desktop,
    simulator,
    program,
  }) => {
    const job = aHealthyJob(simulator);
    simulator.setRow(job, { jobModule: 'R&D' });
    await startConnected(program, simulator, desktop);
    const shown = await fail(desktop, simulator, job, { jobModule: 'R&D' });
    expect(shown.actions).toEqual({});
    expect(shown.body).toContain('R&D');
  });
});
