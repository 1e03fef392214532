import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { SimulatedJob, Simulator } from '../../simulator/index.ts';
import type { Program } from './support/program.ts';
import { databaseOf, plantPast } from './support/disk.ts';
import { expect, test } from './support/fixtures.ts';
import { connectAndWait } from './support/steps.ts';

/** WCAG 2.2, levels A and AA. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong with the page, in words that name the elements. */
async function faults(page: Page): Promise<string[]> {
  // Electron has no second page to gather the results in, which the newer way of running wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(levels).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}

const go = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
};

async function openJob(page: Page): Promise<void> {
  await go(page, '#/jobs?q=Exchange');
  await page.getByRole('row').getByRole('link').first().click();
  await page.getByRole('region', { name: 'Over time' }).waitFor();
}

/** Every view, in the state in which there is most to see, and what brings one there. */
const views: Readonly<Record<string, (page: Page, customerId: string) => Promise<void>>> = {
  overview: async (page) => {
    await go(page, '#/overview');
    await page.getByRole('region', { name: 'All runs of the last 28 days' }).waitFor();
  },
  alerts: (page) => go(page, '#/alerts'),
  customers: (page) => go(page, '#/customers'),
  customer: async (page, customerId) => {
    await go(page, `#/customers/${customerId}`);
    await page.getByRole('region', { name: 'Checks' }).waitFor();
  },
  jobs: (page) => go(page, '#/jobs'),
  job: async (page) => {
    await openJob(page);
    const ask = page.getByRole('button', { name: 'Show what failed' });
    if (await ask.isVisible()) await ask.click();
    await page.getByRole('group', { name: 'Which objects' }).waitFor();
  },
  settings: async (page) => {
    await go(page, '#/settings');
    await page.getByLabel('Portal address').waitFor();
  },
  palette: async (page) => {
    await go(page, '#/overview');
    await page.getByRole('button', { name: /^Find/ }).click();
    await page.getByRole('combobox').fill('exch');
    await page.getByRole('option').filter({ hasText: 'Exchange Online' }).first().waitFor();
  },
  keys: async (page) => {
    await page.keyboard.press('Escape');
    await go(page, '#/overview');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  },
  'a dialog': async (page) => {
    await page.keyboard.press('Escape');
    await openJob(page);
    await page.getByRole('button', { name: 'Acknowledge' }).first().click();
    await page.getByRole('dialog').waitFor();
  },
};

/** A program that has watched for four weeks, with a failed job and its alert. */
async function watched(
  program: Program,
  simulator: Simulator,
  desktop: Parameters<typeof connectAndWait>[2],
) {
  let page = await program.start();
  const job: SimulatedJob = simulator.estate.at(0).job('Exchange Online');
  await connectAndWait(page, simulator, desktop);
  await program.stop();
  plantPast(databaseOf(program.profile));
  simulator.finishRun(job, 'Failed', { total: 2323, failed: 41 });
  page = await program.start();
  await desktop.notifications.waitFor(({ title }) => title.startsWith('Backup failed'));
  return page;
}

test('every view meets WCAG 2.2 AA in both themes', async ({ desktop, simulator, program }) => {
  test.slow();
  const complaints: string[] = [];
  const first = await program.start();
  await first.getByRole('heading', { name: 'Connect to AvePoint' }).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await first.emulateMedia({ colorScheme });
    for (const fault of await faults(first)) complaints.push(`connect, ${colorScheme}: ${fault}`);
  }
  await program.stop();
  const page = await watched(program, simulator, desktop);
  const said: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  for (const [name, visit] of Object.entries(views)) {
    await visit(page, simulator.estate.at(0).id);
    for (const colorScheme of ['light', 'dark'] as const) {
      // Colours that fade are judged where they end.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const fault of await faults(page)) complaints.push(`${name}, ${colorScheme}: ${fault}`);
    }
  }
  expect(complaints).toEqual([]);
  // The content security policy complains on the console.
  expect(said).toEqual([]);
});

test('in the few colours of a high contrast theme what is chosen has a frame, and nothing moves for who wants it still', async ({
  program,
}) => {
  const page = await program.start('--sample');
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await go(page, '#/jobs');
  await page.getByRole('row').getByRole('link').first().click();
  const strip = page.getByRole('region', { name: 'Last 28 days' });
  await strip.waitFor();
  const frames = page.locator('[aria-current]');
  await expect(frames).toHaveCount(2);
  for (const frame of await frames.all()) await expect(frame).toHaveCSS('outline-style', 'solid');
  // The dash of a day on which nothing ran is a background, which such a theme takes from whatever it does not know.
  const colours = await strip
    .locator('.none')
    .first()
    .evaluate((dash) => [
      getComputedStyle(dash).backgroundColor,
      getComputedStyle(document.body).backgroundColor,
    ]);
  expect(colours[0]).not.toBe(colours[1]);
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) =>
        getComputedStyle(element)
          .transitionDuration.split(', ')
          .some((length) => parseFloat(length) > 0),
      ).length,
  );
  expect(moving).toBe(0);
});

test('nothing is cut off at 200 %, nor in a narrow window', async ({ desktop, simulator, program }) => {
  test.slow();
  const page = await watched(program, simulator, desktop);
  const pages = ['overview', 'alerts', 'customers', 'customer', 'jobs', 'job', 'settings'] as const;
  for (const { width, height, zoom } of [
    { width: 1280, height: 800, zoom: 2 },
    { width: 420, height: 640, zoom: 1 },
  ]) {
    await program.app.evaluate(
      ({ BrowserWindow }, wanted) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(wanted.width, wanted.height);
        window?.webContents.setZoomFactor(wanted.zoom);
      },
      { width, height, zoom },
    );
    await page.waitForFunction((css) => innerWidth === css, width / zoom);
    for (const name of pages) {
      await views[name]?.(page, simulator.estate.at(0).id);
      expect(await overflowing(page), `${name} at ${width / zoom} px`).toEqual([]);
    }
  }
});

/** The elements of the view that stick out sideways, tables that scroll by themselves left out. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main, main *, nav, nav *')]
      .filter(
        (element) =>
          element.checkVisibility() && element.closest('table, .hidden-text, svg, .uplot') === null,
      )
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        const scrolls = element.closest('.scroll, [class*="scroll"]') !== null;
        return width > 0 && !scrolls && (right > innerWidth + 1 || left < -1);
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}
