import type { Page } from '@playwright/test';
import { projectRoot } from '../../build/runtime/places.mjs';
import { everything } from '../../renderer/state/filter.ts';
import type { Desktop } from '../desktop/session.ts';
import { Program } from '../e2e/support/program.ts';
import { stateOf } from '../e2e/support/steps.ts';
import { clickUntil, clickUntilChanged, jump, prepare, scroll, typeUntil } from './measure.ts';
import { measureNotification } from './notification.ts';
import type { Filled } from './profile.ts';
import { alone, median } from './report.ts';
import type { Row } from './report.ts';

export interface Extent {
  /** Of each click. */
  rounds: number;
  /** Of each scroll. */
  frames: number;
}

const list = '.table .scroll';
const firstRow = { selector: `${list} [data-index="0"] a` };
const firstCell = { selector: 'tbody tr:not(.space) a.cell' };
const overview = { selector: '#days' };
const search = 'input[type="search"]';
const searches = ['h', 'he', 'health', 'exchange', 'northern harbour'];
/** Two frames of a display with 60 a second: longer than this, a person sees that one is missing. */
const longFrameMs = 33;

const shown = (text: string) => ({ selector: '.jobs footer span', text });
const nav = (place: string): string => `nav a[href="#/${place}"]`;
const toOverview = (page: Page): Promise<number> => clickUntil(page, nav('overview'), overview);

async function take(name: string, count: number, round: () => Promise<number>): Promise<Row> {
  const values: number[] = [];
  for (let index = 0; index < count; index += 1) values.push(await round());
  return alone(name, 'ms', median(values));
}

/** From one view to another, until its first rows are painted. */
async function measureClicks(page: Page, rounds: number): Promise<Row[]> {
  return [
    await take('Click to the overview painted', rounds, async () => {
      await clickUntil(page, nav('settings'), { selector: 'h1', text: 'Settings' });
      return toOverview(page);
    }),
    await take('Click to first rows of Customers painted', rounds, async () => {
      await toOverview(page);
      return clickUntil(page, nav('customers'), firstCell);
    }),
    await take('Click to first rows of Jobs painted', rounds, async () => {
      await toOverview(page);
      return clickUntil(page, nav('jobs'), firstRow);
    }),
  ];
}

/** How many jobs a text is to leave, asked as the list itself asks. */
const matching = (page: Page, text: string): Promise<number> =>
  page.evaluate(
    async (query) => {
      const answer = await window.jobwatch.listJobs(query);
      if (!answer.ok) throw new Error('The search was not answered.');
      return answer.value.matched;
    },
    { ...everything, text, offset: 0, limit: 1 },
  );

async function measureSearch(page: Page, rounds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const text of searches) {
    const count = await matching(page, text);
    const ready =
      count === 0 ? { selector: '.jobs .empty h2' } : shown(`${count.toLocaleString('en-US')} job`);
    const name = `Keystroke to filtered rows painted, 150 ms of pause included, "${text}" (${count} jobs)`;
    rows.push(
      await take(name, rounds, async () => {
        await typeUntil(page, search, '', shown('none hidden'));
        return typeUntil(page, search, text, ready);
      }),
    );
  }
  await typeUntil(page, search, '', shown('none hidden'));
  let column = 1;
  const order = await take('Click on a heading to the other order painted', rounds, () => {
    column += 1;
    const heading = `[role="columnheader"]:nth-child(${column}) button`;
    return clickUntilChanged(page, heading, `${list} [data-index="0"]`);
  });
  return [...rows, order];
}

/** Slowly, and from the top of the list to its end. */
async function measureScroll(page: Page, frames: number): Promise<Row[]> {
  const height = await page.evaluate((selector) => {
    const box = document.querySelector(selector);
    box?.scrollTo(0, 0);
    return box === null ? 0 : box.scrollHeight - box.clientHeight;
  }, list);
  const rows: Row[] = [];
  for (const [way, step, least] of [
    ['slowly', 40, Math.min(40 * frames, height) / 2],
    ['from top to end', Math.ceil(height / frames), height * 0.9],
  ] as const) {
    await jump(page, list, 0);
    const went = await scroll(page, list, frames, step);
    if (went.pixels < least) throw new Error(`Scrolled ${went.pixels} pixels of ${height} only.`);
    const name = `while scrolling Jobs ${way}, of ${frames}`;
    const long = went.frames.filter((ms) => ms > longFrameMs).length;
    rows.push(alone(`Frames longer than ${longFrameMs} ms ${name}`, 'frames', long));
    rows.push(alone(`Longest frame ${name}`, 'ms', Math.max(...went.frames)));
    rows.push(alone(`Frames with an empty row ${name}`, 'frames', went.empty));
  }
  return rows;
}

/**
 * How long the window takes over the database of all these customers, while the program polls them. Painted is what the
 * frame after it has begun finds there.
 */
export async function measureWindow(desktop: Desktop, filled: Filled, extent: Extent): Promise<Row[]> {
  const { rounds, frames } = extent;
  const { customers } = filled.simulator.estate;
  const program = new Program(desktop, projectRoot, filled.folder);
  try {
    const page = await program.start();
    page.setDefaultTimeout(60_000);
    await page.getByRole('link', { name: 'Jobs' }).waitFor();
    const { estate } = await stateOf(page);
    const jobs = customers.reduce((sum, customer) => sum + customer.jobs.length, 0);
    if (estate.customers !== customers.length || estate.jobs !== jobs)
      throw new Error(`Measuring ${estate.jobs} jobs at ${estate.customers} customers would say nothing.`);
    await prepare(page);
    let place = 0;
    const rows = [
      ...(await measureClicks(page, rounds)),
      ...(await measureSearch(page, rounds)),
      ...(await measureScroll(page, frames)),
      await take('Jump in Jobs to its rows painted', rounds, () =>
        jump(page, list, (place = (place + 0.37) % 1)),
      ),
      ...(await measureNotification(program, page, filled.simulator, desktop, rounds)),
    ];
    const size = `${jobs.toLocaleString('en-US')} jobs`;
    return rows.map((row) => ({ ...row, name: `${row.name}, ${size}` }));
  } finally {
    await program.stop();
  }
}
