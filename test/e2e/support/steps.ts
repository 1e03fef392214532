import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { SimulatedJob, Simulator } from '../../../simulator/index.ts';
import type { AppState } from '../../../shared/state.ts';
import type { Shown } from '../../desktop/notifications.ts';
import type { Desktop } from '../../desktop/session.ts';
import type { Program } from './program.ts';

/** Fills in the connection form for the simulator. */
export async function fillIn(
  page: Page,
  simulator: Simulator,
  secret = simulator.clientSecret,
): Promise<void> {
  await page.getByLabel('Environment').selectOption('Custom');
  await page.getByLabel('Client ID').fill(simulator.clientId);
  await page.getByLabel('Client secret').fill(secret);
  await page.getByLabel('API base URL').fill(simulator.apiBaseUrl);
  await page.getByLabel('Token URL').fill(simulator.tokenUrl);
}

/** Fills in the connection form for the simulator and sends it off. */
export async function connect(
  page: Page,
  simulator: Simulator,
  secret = simulator.clientSecret,
): Promise<void> {
  await fillIn(page, simulator, secret);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** Waits until every customer has its baseline: the tray says so. */
export async function untilChecked(desktop: Desktop): Promise<void> {
  await desktop.tray.waitFor(
    ({ tooltip }) => /checked/.test(tooltip) && !/not checked/.test(tooltip),
    20_000,
  );
}

/** Connects and waits for the baseline. */
export async function connectAndWait(page: Page, simulator: Simulator, desktop: Desktop): Promise<void> {
  await connect(page, simulator);
  await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
  await untilChecked(desktop);
}

/** Starts the program, connects it and waits for the baseline; returns its window. */
export async function startConnected(
  program: Program,
  simulator: Simulator,
  desktop: Desktop,
): Promise<Page> {
  const page = await program.start();
  await connectAndWait(page, simulator, desktop);
  return page;
}

/** Goes to the list of all jobs. */
export async function openJobs(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Jobs' }).click();
}

/** A job of the sample that may fail: one that has run and is not running. */
export function aHealthyJob(simulator: Simulator, customer = 0): SimulatedJob {
  const job = simulator.estate.at(customer).jobs.find(({ row }) => row['status'] === 'Finished');
  if (job === undefined) throw new Error('The customer has no finished job.');
  return job;
}

/** The customer's name, as the service tells it. */
export function customerOf(simulator: Simulator, job: SimulatedJob): string {
  const customer = simulator.estate.find(job.customerId);
  if (customer === undefined) throw new Error('The job has no customer.');
  return customer.organization;
}

/** The job's module, as the service tells it. */
export const moduleOf = (job: SimulatedJob): string => String(job.row['jobModule']);

/** Lets the job fail, with these fields beside, and waits for the notification. */
export async function fail(
  desktop: Desktop,
  simulator: Simulator,
  job: SimulatedJob,
  fields: Record<string, unknown> = {},
): Promise<Shown> {
  simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  simulator.setRow(job, fields);
  await desktop.tray.choose('Refresh now');
  const title = `Backup failed: ${customerOf(simulator, job)}`;
  return await desktop.notifications.waitFor((shown) => shown.open && shown.title === title);
}

/** Jobs of a customer that may fail, of as many modules. */
export function healthyJobs(simulator: Simulator, customer: number, count: number): SimulatedJob[] {
  const jobs = simulator.estate.at(customer).jobs.filter(({ row }) => row['status'] === 'Finished');
  if (jobs.length < count) throw new Error(`The customer has ${jobs.length} finished jobs.`);
  return jobs.slice(0, count);
}

/** What the program tells the window of itself. */
export async function stateOf(page: Page): Promise<AppState> {
  const result = await page.evaluate(() => window.jobwatch.getState());
  if (!result.ok) throw new Error(result.problem.detail ?? result.problem.code);
  return result.value;
}
