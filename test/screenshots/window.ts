import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { findRuntime } from '../../build/runtime.mjs';
import { projectRoot } from '../../build/runtime/places.mjs';
import { checkSystem } from '../../build/system.mjs';
import { startDesktop } from '../desktop/session.ts';
import type { Desktop } from '../desktop/session.ts';
import { Program } from '../e2e/support/program.ts';
import { openJobs } from '../e2e/support/steps.ts';
import { Camera, sizes, themes } from './camera.ts';
import type { Size } from './camera.ts';
import { visitSetup } from './setup.ts';
import { visitStates } from './states.ts';

/**
 * The pictures of the window, every view and state in every size and theme, from the built program: first with its
 * sample data, as a person gets there (the form, the sample data, a failure, a click on its notification), then while
 * it is set up, and in the states that the sample does not come to. They go to docs/screenshots, or to the folder after
 * --to. Names in the sample are of many countries: Debian's fonts-noto-core and fonts-ipafont-gothic have a letter for
 * each.
 */
const elsewhere = process.argv.indexOf('--to');
const folder = resolve(projectRoot, elsewhere < 0 ? 'docs/screenshots' : (process.argv[elsewhere + 1] ?? ''));
const statesAlone = process.argv.includes('--states');

/** Milliseconds within which the sample's first failure comes. */
const patience = 60_000;

async function take(camera: Camera, view: string): Promise<void> {
  for (const size of Object.keys(sizes) as Size[]) {
    for (const theme of themes) console.log(await camera.take(view, size, theme));
  }
}

async function visit(page: Page, desktop: Desktop, camera: Camera): Promise<void> {
  await page.getByRole('heading', { name: 'Connect to AvePoint' }).waitFor();
  await take(camera, 'connect');

  await page.getByRole('button', { name: 'Explore with sample data' }).click();
  const failure = await desktop.notifications.waitFor(() => true, patience);
  const customer = failure.title.replace('Backup failed: ', '');
  const module = failure.body.split('\n')[0]?.split(' · ')[1] ?? '';
  await openJobs(page);
  const row = page.getByRole('row').filter({ hasText: customer }).filter({ hasText: module });
  await row.filter({ hasText: 'Failed' }).waitFor();
  // The first pass over all customers is over.
  await page.getByRole('button', { name: 'Refresh now', disabled: false }).waitFor();
  await take(camera, 'jobs');

  desktop.notifications.click(failure.id);
  await page.getByRole('heading', { name: module, exact: true }).waitFor();
  await take(camera, 'details');

  for (const view of ['Overview', 'Alerts', 'Customers']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: view }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await take(camera, view.toLowerCase());
  }

  await page.getByRole('region', { name: 'Customers' }).getByRole('link').first().click();
  await page.getByRole('region', { name: 'Checks' }).waitFor();
  await take(camera, 'customer');

  await page.evaluate(() => {
    location.hash = '#/jobs?not-service=Azure&not-ended=2d';
  });
  await page.getByRole('list', { name: 'Filter' }).waitFor();
  await take(camera, 'jobs-filtered');

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Portal address').waitFor();
  await take(camera, 'settings');
}

/** The views with the sample data. */
async function visitSample(): Promise<void> {
  const desktop = await startDesktop();
  const program = new Program(desktop);
  try {
    const page = await program.start();
    page.setDefaultTimeout(patience);
    // Playwright pretends that the system is light unless it is told not to.
    await page.emulateMedia({ colorScheme: null });
    await visit(page, desktop, new Camera(program.app, page, folder));
  } finally {
    await program.dispose();
    await desktop.close();
  }
}

checkSystem({ executable: (await findRuntime()).executable, desktop: true, tell: console.log });
mkdirSync(folder, { recursive: true });
if (!statesAlone) await visitSample();
await visitSetup(folder, take);
await visitStates(folder, take);
