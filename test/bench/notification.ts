import type { Page } from '@playwright/test';
import type { Simulator } from '../../simulator/index.ts';
import type { Desktop } from '../desktop/session.ts';
import type { Program } from '../e2e/support/program.ts';
import { customerOf } from '../e2e/support/steps.ts';
import { alone, median } from './report.ts';
import type { Row } from './report.ts';

const patienceMs = 60_000;

declare global {
  interface Window {
    /** UTC milliseconds at which the details of a job were painted; null until then. */
    detailsPainted: number | null;
  }
}

/** Notes in the page when the details of the job of this module are painted; it runs in the page. */
const noteDetails = (module: string): void => {
  window.detailsPainted = null;
  const look = (): void => {
    const isThere =
      location.hash.startsWith('#/jobs/') && document.querySelector('h1')?.textContent === module;
    requestAnimationFrame(() => {
      // The frame before this one has drawn it.
      if (isThere) window.detailsPainted = performance.timeOrigin + performance.now();
      else look();
    });
  };
  look();
};

const paintedAt = async (page: Page): Promise<number> => {
  const handle = await page.waitForFunction(() => window.detailsPainted, null, { timeout: patienceMs });
  return (await handle.jsonValue()) ?? NaN;
};

/** Lets a job fail, and answers with its notification and the heading of its details. */
async function failOne(
  page: Page,
  simulator: Simulator,
  desktop: Desktop,
): Promise<{ id: number; module: string }> {
  const customer = simulator.estate.at(Math.floor(simulator.estate.customers.length / 5));
  const job = customer.jobs.find(({ row }) => row['status'] === 'Finished');
  if (job === undefined) throw new Error('No finished job there.');
  await page.evaluate((id) => window.jobwatch.refresh({ customerId: id }), customer.id);
  simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  await page.evaluate((id) => window.jobwatch.refresh({ customerId: id }), customer.id);
  const name = customerOf(simulator, job);
  const { id } = await desktop.notifications.waitFor(({ title }) => title.includes(name), patienceMs);
  return { id, module: job.kind.module };
}

/**
 * From the click on a notification to the details of its job: with the window hidden a moment ago, and with it
 * released, as it is some minutes later. The notification is one that stays when it is clicked.
 */
export async function measureNotification(
  program: Program,
  first: Page,
  simulator: Simulator,
  desktop: Desktop,
  rounds: number,
): Promise<Row[]> {
  const { id, module } = await failOne(first, simulator, desktop);
  const click = (): number => {
    const began = performance.timeOrigin + performance.now();
    desktop.notifications.click(id, 'default', { stays: true });
    return began;
  };
  let page = first;
  const [warm, released]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    await page.evaluate(() => (location.hash = '#/overview'));
    await page.locator('#days').waitFor();
    await program.closeWindow();
    await page.evaluate(noteDetails, module);
    const began = click();
    warm.push((await paintedAt(page)) - began);
  }
  await program.app.context().addInitScript(noteDetails, module);
  for (let round = 0; round < rounds; round += 1) {
    const gone = page.waitForEvent('close');
    // What the program does itself once the window was hidden for long enough.
    await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
    await gone;
    const opening = program.nextWindow();
    const began = click();
    page = await opening;
    released.push((await paintedAt(page)) - began);
  }
  const name = 'Click on a notification to the details painted, window';
  return [alone(`${name} warm`, 'ms', median(warm)), alone(`${name} released`, 'ms', median(released))];
}
