import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, customerOf, fail, openJobs, startConnected } from './support/steps.ts';

test('a baseline is silent, a failure notifies once, and a click opens that job from a closed window', async ({
  desktop,
  simulator,
  program,
}) => {
  const failedBefore = aHealthyJob(simulator, 1);
  simulator.finishRun(failedBefore, 'Failed', { total: 10, failed: 1 });
  const page = await startConnected(program, simulator, desktop);
  expect(desktop.notifications.all).toEqual([]);
  await page.close();

  const job = aHealthyJob(simulator);
  const runId = simulator.finishRun(job, 'Failed', { total: 2323, failed: 41 });
  await desktop.tray.choose('Refresh now');
  const customer = customerOf(simulator, job);
  const shown = await desktop.notifications.waitFor(({ title }) => title === `Backup failed: ${customer}`);
  expect(shown.body).toContain(`${String(job.row['jobType'])} · ${String(job.row['jobModule'])}`);
  expect(shown.body).toContain('41 of 2,323 objects failed');
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('2 failed'));

  const opening = program.nextWindow();
  desktop.notifications.click(shown.id);
  const details = await opening;
  await expect(details.getByRole('heading', { level: 1 })).toHaveText(String(job.row['jobModule']));
  await expect(details.getByText(customer).first()).toBeVisible();
  await expect(details.getByText(runId).first()).toBeVisible();
  for (const field of [
    'jobType',
    'jobModule',
    'status',
    'jobId',
    'name',
    'totalCount',
    'failedCount',
    'successfulCount',
    'skippedCount',
    'warningCount',
    'backupSize',
    'startTime',
    'endTime',
    'jobDuration',
    'lastModifyTime',
  ]) {
    await expect(details.getByText(field, { exact: true }).first()).toBeVisible();
  }
  await expect(details.getByRole('button', { name: 'Copy job ID' })).toBeVisible();
  await expect(details.getByRole('button', { name: 'Open partner portal' })).toBeVisible();
});

test('a restart shows the jobs before the first poll and repeats no notification', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  const job = aHealthyJob(simulator);
  await fail(desktop, simulator, job);
  await program.stop();

  simulator.faults.add('all', { kind: 'silence' });
  const again = await program.start();
  await openJobs(again);
  const row = again.getByRole('row').filter({ hasText: customerOf(simulator, job) });
  await expect(row.filter({ hasText: String(job.row['jobModule']) }).first()).toContainText('Failed');
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('1 failed'));

  simulator.faults.clear();
  await program.stop();
  const requestsBefore = simulator.counters.jobs;
  await program.start();
  await expect.poll(() => simulator.counters.jobs).toBeGreaterThanOrEqual(requestsBefore + 3);
  await desktop.tray.choose('Refresh now');
  await expect.poll(() => simulator.counters.jobs).toBeGreaterThanOrEqual(requestsBefore + 6);
  expect(desktop.notifications.all).toHaveLength(1);
});

test('one customer answering 500 leaves the others fresh', async ({ desktop, simulator, program }) => {
  const page = await startConnected(program, simulator, desktop);
  const broken = simulator.estate.at(0);
  simulator.faults.add({ customerId: broken.id }, { kind: 'status', status: 500, body: 'avepoint' });
  const job = aHealthyJob(simulator, 1);
  await fail(desktop, simulator, job);
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('1 customer unreachable'));
  await openJobs(page);
  await expect(page.getByRole('row').filter({ hasText: broken.organization }).first()).toBeVisible();
});
