import { startSimulator } from '../../simulator/index.ts';
import type { SimulatedJob, Simulator } from '../../simulator/index.ts';
import { expect, test } from './support/fixtures.ts';
import { customerOf, openJobs, startConnected } from './support/steps.ts';
import type { Page } from '@playwright/test';

/** Opens the details of a job by its row. */
async function openJob(page: Page, simulator: Simulator, job: SimulatedJob): Promise<void> {
  await openJobs(page);
  const row = page
    .getByRole('row')
    .filter({ hasText: customerOf(simulator, job) })
    .filter({ hasText: String(job.row['jobModule']) });
  await row.getByRole('link').first().click();
}

const exchange = (simulator: Simulator): SimulatedJob => simulator.estate.at(0).job('Exchange Online');

test('the details tell why a Microsoft 365 run failed, page after page of its report', async ({
  desktop,
  simulator,
  program,
}) => {
  const job = exchange(simulator);
  simulator.finishRun(job, 'Failed', { total: 2323, failed: 41, skipped: 7 });
  const page = await startConnected(program, simulator, desktop);
  await openJob(page, simulator, job);
  const why = page.getByRole('region', { name: 'Why' });
  await why.getByRole('button', { name: 'Show what failed' }).click();
  await expect(why.getByRole('button', { name: 'Failed 41' })).toBeVisible();
  expect(simulator.counters.report).toBe(3);
  await why.getByRole('button', { name: 'Skipped 7' }).click();
  await expect(why.getByText('No reason given')).toBeVisible();
  await why.getByRole('button', { name: 'Failed 41' }).click();
  await why.getByRole('button', { name: 'Copy as text' }).click();
  await expect(why.getByText('Copied').first()).toBeVisible();
  const copied = await program.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain(`${customerOf(simulator, job)}, Exchange Online`);
  expect(copied.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(41);
});

test('a report that does not come is explained, and asked for again', async ({
  desktop,
  simulator,
  program,
}) => {
  const job = exchange(simulator);
  simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  const page = await startConnected(program, simulator, desktop);
  await openJob(page, simulator, job);
  simulator.faults.add('report', { kind: 'html', times: 1 });
  const why = page.getByRole('region', { name: 'Why' });
  await why.getByRole('button', { name: 'Show what failed' }).click();
  await expect(why.getByRole('alert')).toContainText('Answer not understood');
  await why.getByRole('button', { name: 'Try again' }).click();
  await expect(why.getByRole('button', { name: 'Failed 4' })).toBeVisible();
});

test('where Modern alone answers, the details say what would have to be granted', async ({
  desktop,
  program,
  secrets,
}) => {
  const simulator = await startSimulator({ customers: 2, seed: 7, generations: ['modern'] });
  secrets.guard(simulator);
  try {
    const job = exchange(simulator);
    simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
    const page = await startConnected(program, simulator, desktop);
    await openJob(page, simulator, job);
    const why = page.getByRole('region', { name: 'Why' });
    await why.getByRole('button', { name: 'Show what failed' }).click();
    await expect(why.getByText(/elements\.jobs\.read\.all/)).toBeVisible();
  } finally {
    await simulator.close();
  }
});
