import { expect, test } from './support/fixtures.ts';
import {
  aHealthyJob,
  customerOf,
  fail,
  healthyJobs,
  moduleOf,
  startConnected,
  stateOf,
} from './support/steps.ts';

test('one failure names the job, three of one customer name the customer', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  const job = aHealthyJob(simulator);
  const one = await fail(desktop, simulator, job);
  expect(one.body).toContain(moduleOf(job));

  const three = healthyJobs(simulator, 1, 3);
  for (const each of three) simulator.finishRun(each, 'Failed');
  await desktop.tray.choose('Refresh now');
  const shown = await desktop.notifications.waitFor(
    ({ title }) => title === `3 backups failed: ${simulator.estate.at(1).organization}`,
  );
  for (const each of three) expect(shown.body).toContain(moduleOf(each));
  expect(desktop.notifications.all).toHaveLength(2);
});

test('six failures within one sweep are one summary, which opens them all', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  await page.close();
  const six = [0, 1, 2].flatMap((customer) => healthyJobs(simulator, customer, 2));
  for (const job of six) simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  const shown = await desktop.notifications.waitFor(({ title }) => title.includes('failed'));
  expect(shown.title).toBe('6 backups failed: 3 customers');
  for (const job of six) expect(shown.body).toContain(`${customerOf(simulator, job)} (2)`);
  expect(desktop.notifications.all).toHaveLength(1);

  const opening = program.nextWindow();
  desktop.notifications.click(shown.id);
  const list = await opening;
  await expect(list.getByRole('heading', { level: 1 })).toContainText('6 alerts');
  for (const job of six) {
    const name = `${customerOf(simulator, job)}, ${moduleOf(job)}`;
    await expect(list.getByRole('link', { name })).toBeVisible();
  }
});

test('a job that works again is told to whom its failure was told, and to nobody else', async ({
  desktop,
  simulator,
  program,
}) => {
  const [told, old] = [aHealthyJob(simulator, 0), aHealthyJob(simulator, 1)];
  simulator.finishRun(old, 'Failed');
  await startConnected(program, simulator, desktop);
  await fail(desktop, simulator, told);
  for (const job of [told, old]) simulator.finishRun(job, 'Finished');
  await desktop.tray.choose('Refresh now');
  const shown = await desktop.notifications.waitFor(({ title }) => title.startsWith('Backup works again'));
  expect(shown.title).toBe(`Backup works again: ${customerOf(simulator, told)}`);
  expect(shown.body).toContain(moduleOf(told));
  expect(desktop.notifications.all).toHaveLength(2);
});

test.describe('on a desktop without a notification daemon', () => {
  test.use({ desktopOptions: { notifications: false } });

  test('what was not shown is told in the window, and shown once there is a daemon', async ({
    desktop,
    simulator,
    program,
  }) => {
    const page = await startConnected(program, simulator, desktop);
    expect((await stateOf(page)).notificationsRefused).toBe(false);
    const [first, second] = [aHealthyJob(simulator, 0), aHealthyJob(simulator, 1)];
    simulator.finishRun(first, 'Failed');
    await desktop.tray.choose('Refresh now');
    await expect.poll(async () => (await stateOf(page)).notificationsRefused).toBe(true);
    await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('1 failed'));

    await desktop.notifications.appear();
    simulator.finishRun(second, 'Failed');
    await desktop.tray.choose('Refresh now');
    for (const job of [first, second]) {
      const title = `Backup failed: ${customerOf(simulator, job)}`;
      await desktop.notifications.waitFor((shown) => shown.title === title);
    }
    await expect.poll(async () => (await stateOf(page)).notificationsRefused).toBe(false);
    expect(desktop.notifications.all).toHaveLength(2);
  });

  test('what was not shown is shown at the next start', async ({ desktop, simulator, program }) => {
    const page = await startConnected(program, simulator, desktop);
    const job = aHealthyJob(simulator);
    simulator.finishRun(job, 'Failed');
    await desktop.tray.choose('Refresh now');
    await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('1 failed'));
    await expect.poll(async () => (await stateOf(page)).notificationsRefused).toBe(true);
    await program.stop();

    await desktop.notifications.appear();
    await program.start();
    await desktop.notifications.waitFor(
      ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
    );
  });
});
