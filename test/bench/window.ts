import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';
import { findRuntime } from '../../build/runtime.mjs';
import { checkSystem } from '../../build/system.mjs';
import { openDatabase } from '../../main/store/database.ts';
import { startSimulator } from '../../simulator/index.ts';
import type { Simulator } from '../../simulator/index.ts';
import { connectProfile } from '../crash/profile.ts';
import { startDesktop } from '../desktop/session.ts';
import type { Desktop } from '../desktop/session.ts';
import { Program } from '../e2e/support/program.ts';
import { customerOf, stateOf } from '../e2e/support/steps.ts';
import { bigEstate, fillDatabase } from './fill.ts';
import { clickUntil, clickUntilChanged, jump, prepare, scroll, typeUntil } from './measure.ts';
import type { Figure } from './measure.ts';

/**
 * How long the window takes over a database of 5,000 customers and 100,000 jobs, while the program polls them: reported,
 * not judged. Run on the built program: npm run bench:window.
 */
const rounds = 5;
/** Days of earlier runs of each job. */
const historyDays = 7;
const rows = '.table .scroll';
const firstRow = { selector: `${rows} [data-index="0"] a` };
const overview = { selector: '#days' };
const firstCell = { selector: 'tbody tr:not(.space) a.cell' };

async function measure(page: Page, simulator: Simulator, desktop: Desktop): Promise<Figure[]> {
  const figures: Figure[] = [];
  const take = async (name: string, round: () => Promise<number>, count = rounds): Promise<void> => {
    const values: number[] = [];
    for (let index = 0; index < count; index += 1) values.push(await round());
    figures.push({ name, values });
  };
  const nav = (place: string): string => `nav a[href="#/${place}"]`;
  const toOverview = (): Promise<number> => clickUntil(page, nav('overview'), overview);

  await take('Overview after a click', async () => {
    await clickUntil(page, nav('settings'), { selector: 'h1', text: 'Settings' });
    return toOverview();
  });
  await take('Jobs: first rows after a click', async () => {
    await toOverview();
    return clickUntil(page, nav('jobs'), firstRow);
  });

  const search = 'input[type="search"]';
  const shown = (text: string) => ({ selector: '.jobs footer span', text });
  for (const text of ['h', 'he', 'health', 'exchange', 'northern harbour']) {
    const wanted = await page.evaluate(async (typed) => {
      const none = { not: false, values: [] };
      const answer = await window.jobwatch.listJobs({
        text: typed,
        outcome: none,
        service: none,
        module: none,
        tag: none,
        customer: none,
        sign: none,
        ended: null,
        sort: { column: 'outcome', descending: false },
        offset: 0,
        limit: 1,
      });
      return answer.ok ? answer.value.matched : -1;
    }, text);
    if (wanted < 0) throw new Error('The search was not answered.');
    const ready =
      wanted === 0 ? { selector: '.jobs .empty h2' } : shown(`${wanted.toLocaleString('en-US')} job`);
    await take(
      `Jobs: result of the search "${text}" (${wanted} jobs), 150 ms of pause included`,
      async () => {
        await typeUntil(page, search, '', shown('none hidden'));
        return typeUntil(page, search, text, ready);
      },
    );
  }
  await typeUntil(page, search, '', shown('none hidden'));

  let column = 1;
  await take('Jobs: another order after a click on a heading', () => {
    column += 1;
    return clickUntilChanged(
      page,
      `[role="columnheader"]:nth-child(${column}) button`,
      `${rows} [data-index="0"]`,
    );
  });
  await page.evaluate((selector) => document.querySelector(selector)?.scrollTo(0, 0), rows);
  for (const [name, step] of [
    ['slowly', 40],
    ['fast', 640],
  ] as const) {
    const went = await scroll(page, rows, 240, step);
    if (went.rows < (240 * step) / 32 / 2) throw new Error(`Scrolled ${went.rows} rows only.`);
    figures.push({ name: `Jobs: frames while scrolling ${name}, ${went.rows} rows`, values: went.frames });
    figures.push({
      name: `Jobs: frames with an empty row, of ${went.frames.length}`,
      values: [went.empty],
      unit: '',
    });
  }
  let place = 0;
  await take('Jobs: rows after a jump anywhere', () => jump(page, rows, (place = (place + 0.37) % 1)));

  await take('Customers: first rows after a click', async () => {
    await toOverview();
    return clickUntil(page, nav('customers'), firstCell);
  });
  const matrix = await scroll(page, '.customers .scroll', 240, 120);
  figures.push({ name: `Customers: frames while scrolling, ${matrix.rows} rows`, values: matrix.frames });
  await take('Customers: rows after a jump anywhere', () =>
    jump(page, '.customers .scroll', (place = (place + 0.37) % 1)),
  );

  // A fifth failure of one sweep would become a summary of all.
  await take('Details after a click on a notification', () => fromNotification(page, simulator, desktop), 4);
  return figures;
}

let failed = 0;

/** Lets another job fail, waits for its notification, clicks it, and measures until its details are there. */
async function fromNotification(page: Page, simulator: Simulator, desktop: Desktop): Promise<number> {
  const customer = simulator.estate.at(1000 + failed);
  const job = customer.jobs.find(({ row }) => row['status'] === 'Finished');
  failed += 1;
  if (job === undefined) throw new Error('No finished job there.');
  await page.evaluate((id) => window.jobwatch.refresh({ customerId: id }), customer.id);
  simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  await page.evaluate((id) => window.jobwatch.refresh({ customerId: id }), customer.id);
  const shown = await desktop.notifications.waitFor(
    ({ title }) => title.includes(customerOf(simulator, job)),
    60_000,
  );
  const opened = page.evaluate(
    async (module) =>
      window.bench.until(
        () => location.hash.startsWith('#/jobs/') && document.querySelector('h1')?.textContent === module,
        performance.now(),
      ),
    job.kind.module,
  );
  desktop.notifications.click(shown.id);
  const ms = await opened;
  await clickUntil(page, 'nav a[href="#/overview"]', overview);
  return ms;
}

function print(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ name }) => name.length));
  console.log(`${''.padEnd(width)}  ${'median'.padStart(8)} ${'longest'.padStart(8)}`);
  for (const { name, values, unit = 'ms' } of figures) {
    const sorted = values.toSorted((a, b) => a - b);
    const [middle, last] = [sorted[Math.floor(sorted.length / 2)] ?? NaN, sorted.at(-1) ?? NaN];
    const cell = (value: number): string => `${value.toFixed(0)} ${unit}`.padStart(8);
    console.log(`${name.padEnd(width)}  ${cell(middle)} ${cell(last)}`);
  }
}

checkSystem({ executable: (await findRuntime()).executable, desktop: true, tell: console.log });
const desktop = await startDesktop();
// The keyring of that desktop is the one to put the secret into.
process.env['DBUS_SESSION_BUS_ADDRESS'] = desktop.env['DBUS_SESSION_BUS_ADDRESS'];
const { customers, jobsPerCustomer } = bigEstate;
const simulator = await startSimulator({ customers, jobsPerCustomer, seed: 7 });
const program = new Program(desktop);
try {
  const file = await connectProfile(program.profile, simulator);
  mkdirSync(dirname(file), { recursive: true });
  const { database } = openDatabase(file, Date.now());
  const began = performance.now();
  await fillDatabase(database, simulator.estate, historyDays, Date.now());
  database.close();
  console.log(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const page = await program.start();
  page.setDefaultTimeout(60_000);
  await page.getByRole('link', { name: 'Jobs' }).waitFor();
  const { estate } = await stateOf(page);
  if (estate.customers !== customers || estate.jobs !== customers * jobsPerCustomer) {
    throw new Error(`Measuring ${estate.jobs} jobs at ${estate.customers} customers would say nothing.`);
  }
  await prepare(page);
  print(await measure(page, simulator, desktop));
} finally {
  await program.dispose();
  await simulator.close();
  await desktop.close();
}
