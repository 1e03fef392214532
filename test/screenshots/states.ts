import type { Page } from '@playwright/test';
import { startSimulator } from '../../simulator/index.ts';
import type { Simulator } from '../../simulator/index.ts';
import { startDesktop } from '../desktop/session.ts';
import { databaseOf, plantPast } from '../e2e/support/disk.ts';
import { Program } from '../e2e/support/program.ts';
import { startConnected } from '../e2e/support/steps.ts';
import { Camera } from './camera.ts';

/** Takes a view in every size and theme. */
export type Take = (camera: Camera, view: string) => Promise<void>;

const settled = new Set(['Finished', 'Skipped', 'Running', 'Not Finished']);

/** Ends whatever is wrong with a run that went well. */
function mend(simulator: Simulator): void {
  for (const { jobs } of simulator.estate.customers) {
    for (const job of jobs) if (!settled.has(String(job.row['status']))) simulator.finishRun(job, 'Finished');
  }
}

/** Closes what lies over the window; its keys are not the window's until it is gone. */
async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

const go = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
};

/**
 * The states that the sample data does not come to by itself: all well, four weeks of history, AvePoint's report, what
 * lies over the window, paused, nothing found, and a service that does not answer.
 */
export async function visitStates(folder: string, take: Take): Promise<void> {
  const desktop = await startDesktop();
  const simulator = await startSimulator({ customers: 12, seed: 7 });
  const program = new Program(desktop);
  try {
    mend(simulator);
    await startConnected(program, simulator, desktop);
    await program.stop();
    plantPast(databaseOf(program.profile));
    const page = await program.start();
    await page.emulateMedia({ colorScheme: null });
    const camera = new Camera(program.app, page, folder);
    const shoot = (view: string): Promise<void> => take(camera, view);

    await page.getByRole('heading', { name: 'All well.' }).waitFor();
    await shoot('overview-well');
    await go(page, '#/alerts');
    await shoot('alerts-none');
    await go(page, '#/jobs?q=nothing+has+this+name');
    await page.getByRole('heading', { name: 'No job matches the filter' }).waitFor();
    await shoot('jobs-none');

    const job = simulator.estate.at(0).job('Exchange Online');
    simulator.finishRun(job, 'Failed', { total: 2323, failed: 41, warnings: 6, skipped: 12 });
    await desktop.tray.choose('Refresh now');
    const failure = await desktop.notifications.waitFor(({ title }) => title.startsWith('Backup failed'));
    desktop.notifications.click(failure.id);
    await page.getByRole('region', { name: 'Over time' }).waitFor();
    await page.getByRole('button', { name: 'Show what failed' }).click();
    await page.getByRole('group', { name: 'Which objects' }).scrollIntoViewIfNeeded();
    await shoot('details-why');
    await page.getByRole('region', { name: 'Over time' }).evaluate((section) => section.scrollIntoView());
    await shoot('details-charts');
    await page.getByRole('button', { name: 'Acknowledge' }).first().click();
    await page.getByRole('dialog').waitFor();
    await shoot('acknowledge');
    await close(page);

    await go(page, '#/overview');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('exch');
    await page.getByRole('option').filter({ hasText: 'Exchange Online' }).first().waitFor();
    await shoot('palette');
    await close(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await shoot('keys');
    await close(page);

    await go(page, `#/customers/${simulator.estate.at(0).id}`);
    await page.getByRole('region', { name: 'Checks' }).waitFor();
    await shoot('customer');

    await go(page, '#/overview');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Checking is paused').waitFor();
    await shoot('overview-paused');
    await page.getByRole('button', { name: 'Resume' }).first().click();

    simulator.faults.add('all', { kind: 'status', status: 503, body: 'html' });
    await desktop.tray.choose('Refresh now');
    await page.getByRole('alert').first().waitFor();
    await shoot('overview-error');
  } finally {
    await program.dispose();
    await simulator.close();
    await desktop.close();
  }
}
