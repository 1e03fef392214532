import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startSimulator } from '../../simulator/index.ts';
import type { Program } from './support/program.ts';
import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, customerOf, openJobs, startConnected } from './support/steps.ts';

const footer = (page: Page) => page.getByRole('region', { name: 'Job list' }).locator('footer');

/** Makes the window as wide as a monitor, so that the list has columns. */
async function widen(program: Program, width = 1280): Promise<void> {
  await program.app.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setContentSize(wanted, 800),
    width,
  );
}

/** Answers the system's save dialog, which no test can click; null for "Cancel". */
const answerSaving = (program: Program, path: string | null): Promise<void> =>
  program.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
  }, path);

test('the list is filtered by anything and its opposite; the address holds the filter, and Back undoes it', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  await widen(program);
  await openJobs(page);
  const all = simulator.estate.jobs().length;
  const microsoft = simulator.estate.jobs().filter(({ kind }) => kind.service === 'Microsoft 365').length;
  await expect(footer(page)).toContainText(`${all} jobs, none hidden`);

  await page.getByRole('button', { name: 'Filter' }).click();
  const form = page.getByRole('dialog', { name: 'Filter by anything' });
  await form.getByRole('checkbox', { name: 'Microsoft 365', exact: true }).check();
  await expect(footer(page)).toContainText(`${microsoft} jobs shown, ${all - microsoft}`);
  await form
    .getByRole('group', { name: 'Service: is or is not' })
    .getByRole('button', { name: 'is not' })
    .click();
  await expect(footer(page)).toContainText(`${all - microsoft} job`);
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await expect(page.getByText('Service is not Microsoft 365')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('#/jobs?not-service=Microsoft+365');

  await page.goBack();
  await expect(page.getByText('Service is Microsoft 365')).toBeVisible();
  await page.goBack();
  await expect(footer(page)).toContainText('none hidden');
  await page.goForward();
  await page.getByRole('button', { name: 'Take out: Service is Microsoft 365' }).click();
  await expect(footer(page)).toContainText('none hidden');

  // As a notification or another program would: the address alone says it all.
  const customer = simulator.estate.at(1);
  await page.evaluate((id) => {
    location.hash = `#/jobs?customer=${encodeURIComponent(id)}&not-ended=1h`;
  }, customer.id);
  await expect(page.getByText(`Customer is ${customer.organization}`)).toBeVisible();
  await expect(page.getByText('Not ended within the last 1 hour')).toBeVisible();
  await page.getByRole('button', { name: 'Show all', exact: true }).click();
  await expect(footer(page)).toContainText('none hidden');
});

test('a filter is saved under a name, applied, renamed and removed, and is there after a restart', async ({
  desktop,
  simulator,
  program,
}) => {
  let page = await startConnected(program, simulator, desktop);
  await widen(program);
  await openJobs(page);
  await page
    .getByRole('group', { name: 'Status' })
    .getByRole('button', { name: /^Succeeded/ })
    .click();
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByLabel('Name for this filter').fill('Good ones');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Good ones', exact: true })).toBeVisible();
  await program.stop();

  page = await program.start();
  await widen(program);
  await openJobs(page);
  await expect(footer(page)).toContainText('none hidden');
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: 'Good ones', exact: true }).click();
  await expect(footer(page)).toContainText('hidden by the filter');
  await page.getByRole('button', { name: 'Rename Good ones' }).click();
  await page.getByLabel('New name').fill('All well');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await page.getByRole('button', { name: 'Remove All well' }).click();
  await expect(page.getByText('No filter is saved yet.')).toBeVisible();
});

test('columns are chosen, moved and made wider, by pointer and keyboard, and stay so', async ({
  desktop,
  simulator,
  program,
}) => {
  let page = await startConnected(program, simulator, desktop);
  await widen(program);
  await openJobs(page);
  const headings = () => page.getByRole('columnheader').allInnerTexts();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Run ID' }).check();
  await page.getByRole('checkbox', { name: 'Service' }).uncheck();
  await page.getByRole('button', { name: 'Move Run ID to the left' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Run ID' })).toBeVisible();
  const { runId } = await page.evaluate(() => ({
    runId: document.querySelector('.cell .mono')?.textContent ?? '',
  }));
  expect(runId).not.toBe('');

  const heading = page.getByRole('columnheader', { name: 'Objects' });
  const width = async (): Promise<number> => (await heading.boundingBox())?.width ?? 0;
  const before = await width();
  const edge = page.getByRole('separator', { name: 'Width of Objects' });
  await edge.focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBeCloseTo(before + 30, 0);
  const box = await edge.boundingBox();
  if (box === null) throw new Error('The edge is not there.');
  await page.mouse.move(box.x + 5, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 45, box.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBeCloseTo(before + 70, 0);
  const names = await headings();
  await program.stop();

  page = await program.start();
  await widen(program);
  await openJobs(page);
  await expect(page.getByRole('columnheader', { name: 'Run ID' })).toBeVisible();
  expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(names);
  await expect
    .poll(async () => (await page.getByRole('columnheader', { name: 'Objects' }).boundingBox())?.width)
    .toBeCloseTo(before + 70, 0);
  // Sorted by a column that was not there at first.
  await page.getByRole('columnheader', { name: 'Run ID' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Run ID' })).toHaveAttribute('aria-sort', 'ascending');
});

test('the focus stays with its job: out of sight nothing else has it, and back in sight the job has it again', async ({
  desktop,
  program,
}) => {
  // A list several times as long as the window.
  const simulator = await startSimulator({ customers: 8, jobsPerCustomer: 12, seed: 7 });
  try {
    const page = await startConnected(program, simulator, desktop);
    await widen(program);
    await openJobs(page);
    const last = simulator.estate.jobs().length - 1;
    const place = (index: number) => page.locator(`[data-index="${index}"]`);
    const focused = page.locator('[data-index] a:focus');
    const box = page.locator('.table .scroll');
    const scrollTo = (top: number) => box.evaluate((element, to) => element.scrollTo(0, to), top);

    await place(0).getByRole('link').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(place(1).locator('a:focus')).toBeVisible();
    const href = await focused.getAttribute('href');
    await scrollTo(1e6);
    await expect(place(last)).toBeVisible();
    await expect(place(1)).toHaveCount(0);
    await expect(focused).toHaveCount(0);
    await scrollTo(0);
    await expect(place(1).locator('a:focus')).toHaveAttribute('href', String(href));
  } finally {
    await simulator.close();
  }
});

test('jobs and alerts are written to the file that the person chooses, and only then', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  await widen(program);
  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  await desktop.tray.choose('Refresh now');
  await desktop.notifications.waitFor(({ title }) => title.includes(customerOf(simulator, job)));
  await openJobs(page);
  await page
    .getByRole('group', { name: 'Status' })
    .getByRole('button', { name: /^Failed/ })
    .click();
  await expect(footer(page)).toContainText('hidden by the filter');
  const failed = Number(/^[\d,]+/.exec(await footer(page).innerText())?.[0]);

  const path = join(program.profile, 'failed.csv');
  const choose = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await answerSaving(program, null);
  await choose('Jobs as CSV');
  await expect(page.getByRole('button', { name: 'Export' })).toBeEnabled();
  expect(existsSync(path)).toBe(false);

  await answerSaving(program, path);
  await choose('Jobs as CSV');
  await expect(page.getByText(`written to ${path}`)).toBeVisible();
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  expect(lines[0]).toContain('customer,customerId,service,module');
  expect(lines).toHaveLength(failed + 1);
  expect(lines.slice(1).every((line) => line.includes('Failed'))).toBe(true);

  await answerSaving(program, join(program.profile, 'missing', 'runs.json'));
  await choose('Their runs as JSON');
  await expect(page.getByText('Could not write the file')).toBeVisible();

  await page.getByRole('link', { name: 'Alerts' }).click();
  const alerts = join(program.profile, 'alerts.json');
  await answerSaving(program, alerts);
  await choose('These alerts as JSON');
  await expect(page.getByText(`written to ${alerts}`)).toBeVisible();
  const written = JSON.parse(readFileSync(alerts, 'utf8')) as { customer: string }[];
  expect(written.map(({ customer }) => customer)).toContain(customerOf(simulator, job));
});

test('each of the last actions on alerts can be taken back, not only the latest', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const jobs = [aHealthyJob(simulator, 0), aHealthyJob(simulator, 1)];
  for (const job of jobs) simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  await desktop.tray.choose('Refresh now');
  await page.getByRole('link', { name: 'Alerts' }).click();
  const boxes = jobs.map((job) =>
    page.getByRole('checkbox', { name: `of ${customerOf(simulator, job)}` }).first(),
  );
  for (const box of boxes) await expect(box).toBeVisible();
  const open = page.getByRole('link', { name: /^Open/ });
  const count = await page.getByRole('checkbox', { name: /^Choose .+ of / }).count();
  await expect(open).toContainText(String(count));

  for (const box of boxes) {
    await box.check();
    await page.getByRole('button', { name: 'Snooze' }).click();
    await page.getByRole('menuitem', { name: 'For 1 hour' }).click();
    await expect(box).toBeHidden();
  }
  await page.getByRole('button', { name: 'Recent' }).click();
  const recent = page.getByRole('dialog', { name: 'What was done lately' });
  await expect(recent.getByRole('listitem')).toHaveCount(2);
  await recent.getByRole('button', { name: 'Undo' }).last().click();
  await expect(boxes[0]!).toBeVisible();
  await expect(boxes[1]!).toBeHidden();
  await recent.getByRole('button', { name: 'Undo' }).click();
  await expect(boxes[1]!).toBeVisible();
  await expect(open).toContainText(String(count));
});

test('a cell of the matrix says its counts on focus, arrows go from cell to cell, and Enter opens the job', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  await widen(program);
  await page.getByRole('link', { name: 'Customers' }).click();
  const name = page.getByRole('rowheader').first().getByRole('link');
  await name.focus();
  await page.keyboard.press('ArrowRight');
  const cell = page.locator('a.cell:focus');
  await expect(cell).toHaveAttribute('title', /: (Failed|Warning|Running|Succeeded|Never ran|Not counted)/);
  const words = (await cell.getAttribute('title')) ?? '';
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('a.cell:focus')).not.toHaveAttribute('data-at', '0 1');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('a.cell:focus')).toHaveAttribute('title', words);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.split(/ · |: /)[0] ?? '');

  const customer = simulator.estate.at(0);
  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('rowheader').getByRole('link', { name: customer.organization }).click();
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks).toContainText(customer.jobStatus.text);
  await expect(checks).toContainText(customer.countryOrRegion);
  await expect(checks).toContainText(customer.ownerEmail);
});
