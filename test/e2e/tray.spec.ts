import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, customerOf, startConnected } from './support/steps.ts';

test('the menu names the failing jobs, and opens the one that is chosen', async ({
  desktop,
  simulator,
  program,
}) => {
  for (const customer of [0, 1, 2]) {
    for (const job of simulator.estate.at(customer).jobs) {
      if (job.row['status'] === 'Failed') simulator.finishRun(job, 'Finished');
    }
  }
  const job = aHealthyJob(simulator, 2);
  simulator.finishRun(job, 'Failed to start');
  const page = await startConnected(program, simulator, desktop);
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('1 failed'));
  const labels = (await desktop.tray.menu()).map(({ label }) => label);
  for (const label of ['Open Jobwatch', 'Refresh now', 'Pause', 'Settings', 'Quit'])
    expect(labels).toContain(label);
  const failing = labels.find((label) => label.startsWith(customerOf(simulator, job)));
  expect(failing).toContain(String(job.row['jobModule']));

  await desktop.tray.choose(String(failing));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(String(job.row['jobModule']));
  await desktop.tray.choose('Settings');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
});

test('pausing stops the polls, and resuming starts them', async ({ desktop, simulator, program }) => {
  const page = await startConnected(program, simulator, desktop);
  await desktop.tray.choose('Until I resume');
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('Paused'));
  await expect(page.getByRole('button', { name: 'Resume' }).first()).toBeVisible();
  await desktop.tray.choose('Resume');
  await desktop.tray.waitFor(({ tooltip }) => !tooltip.startsWith('Paused'));
});

test('quitting from the menu ends the program', async ({ desktop, simulator, program }) => {
  await startConnected(program, simulator, desktop);
  const ended = program.ended();
  await desktop.tray.choose('Quit');
  expect(await ended).toBe(0);
  expect(desktop.tray.items).toEqual([]);
});

test('a second start raises the window of the first', async ({ desktop, program }) => {
  const page = await program.start();
  await page.close();
  const opening = program.nextWindow();
  await program.startSecond();
  await expect((await opening).getByLabel('Environment')).toBeVisible();
  expect(desktop.tray.items).toHaveLength(1);
});
