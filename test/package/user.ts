import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { looseFuses } from '../../build/package/fuses.mjs';
import { autostartEntry } from '../../main/desktop/autostart-entry.ts';
import { startSimulator } from '../../simulator/index.ts';
import type { SimulatedJob } from '../../simulator/index.ts';
import { connectProfile } from '../crash/profile.ts';
import { startDesktop } from '../desktop/session.ts';
import { until } from '../desktop/until.ts';
import { Installed } from './installed.ts';

/**
 * A day of an ordinary user with the installed program, seen from outside alone: started from the menu, a failure told
 * and followed, a link, an upgrade, a removal. Prints a line for each thing looked at; what root has to do it asks for.
 */
async function check(name: string, work: () => unknown): Promise<void> {
  try {
    const seen = await work();
    if (seen !== false) console.log(`✓ ${name}`);
    else fail(name, 'it is otherwise');
  } catch (error) {
    fail(name, error instanceof Error ? error.message : String(error));
  }
}

/** Says what is wrong, and what the program and the desktop have told last. */
function fail(name: string, why: string): void {
  console.log(`✗ ${name}: ${why}`);
  for (const line of app.log().trimEnd().split('\n').slice(-15)) console.log(`    ${line}`);
  for (const { title, open } of desktop.notifications.all)
    console.log(`    notification "${title}"${open ? '' : ', gone'}`);
}

/** Has root do something, and waits until that is done. */
async function please(deed: 'upgrade' | 'remove'): Promise<void> {
  const done = once(process.stdin, 'data');
  console.log(`please: ${deed}`);
  await done;
}

const desktop = await startDesktop();
Object.assign(process.env, desktop.env);
const simulator = await startSimulator({ customers: 3, jobsPerCustomer: 6, seed: 6 });
const app = new Installed(desktop.env);
/** What the person has chosen, otherwise than a new program has it. */
const chosen = { theme: 'dark', pollMinutes: 7 } as const;
const file = await connectProfile(app.profile, simulator, chosen);
const pictures = mkdtempSync(join(tmpdir(), 'jobwatch-pictures-'));
const customerOf = (job: SimulatedJob): string => simulator.estate.find(job.customerId)?.organization ?? '';
/** One of each customer, so that each has a notification of its own. */
const [one, other, third] = simulator.estate.customers.map(({ jobs }) =>
  jobs.find(({ row }) => row['status'] === 'Finished'),
);
if (one === undefined || other === undefined || third === undefined)
  throw new Error('The sample has too few jobs.');
const told = (job: SimulatedJob) =>
  desktop.notifications.waitFor(({ title }) => title === `Backup failed: ${customerOf(job)}`, 20_000);

/** Waits until every customer has been checked. */
const checked = () =>
  desktop.tray.waitFor(({ tooltip }) => /checked/.test(tooltip) && !/not checked/.test(tooltip), 30_000);

/** Lets a job fail, and has everybody checked at once. */
async function failRun(job: SimulatedJob): Promise<void> {
  simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  await desktop.tray.choose('Refresh now');
}

app.openFromMenu();
await check('it starts from its entry in the menu and checks every customer', checked);
await check('it has no sandbox switched off, and its pages run in one', async () => {
  await until('a page', () => app.processes().some(({ args }) => args.includes('--type=renderer')));
  const all = app.processes();
  const pages = all.filter(({ args }) => args.includes('--type=renderer'));
  return (
    all.every(({ args }) => !args.includes('--no-sandbox')) &&
    pages.every(({ status }) => /^Seccomp:\s+2$/m.test(status))
  );
});
await check('its window shows its own page and no error', async () => {
  await until('a window', () => app.titles().length > 0);
  await app.logged(/details|notification|customers: 3 listed/);
  // The window is there some frames before what is in it; an empty page has two or three colours.
  await until('a page with colours', () => app.photograph(join(pictures, 'window.png')).colours > 40);
  return app.titles().every((title) => title === 'Jobwatch');
});
await check('it looks as the person has chosen', isDark);
await check('the fuses of the binary are as electron-builder.yml says', async () => {
  return (await looseFuses('/opt/Jobwatch/jobwatch')).length === 0;
});

let place = app.log().length;
await failRun(one);
await check('a failure is told, and a click on it opens that job', async () => {
  desktop.notifications.click((await told(one)).id);
  await app.logged(
    new RegExp(`details: opened ${escape(customerOf(one))} · ${escape(String(one.row['jobModule']))}`),
    place,
  );
});

place = app.log().length;
await check('a link of the desktop opens the job it names', async () => {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('select key, module from jobs where customer_id = ? and module = ?');
  const found = row.get(other.customerId, String(other.row['jobModule']));
  database.close();
  app.openLink(`jobwatch://job/${encodeURIComponent(String(found?.['key']))}`);
  await app.logged(new RegExp(`details: opened ${escape(customerOf(other))}`), place);
});

await app.quit();
place = app.log().length;
app.openWith('--hidden', '--inspect=9229', '--remote-debugging-port=9333');
await check('nobody can attach a debugger to it', async () => {
  await desktop.tray.waitFor(() => true, 20_000);
  await app.logged(/sweep: /, place);
  return !(await listens(9229)) && !(await listens(9333));
});
await app.quit();

await please('upgrade');
place = app.log().length;
app.openFromMenu();
await check('after the upgrade it goes on with settings, history and secret', async () => {
  await checked();
  await app.logged(/token: signed in/, place);
  await app.logged(/sweep: /, place);
  return !/baseline|none yet/.test(app.log(place));
});
await check('what the person has chosen still stands in the settings, and on the screen', async () => {
  const kept: unknown = JSON.parse(readFileSync(join(app.profile, 'settings.json'), 'utf8'));
  assert.partialDeepStrictEqual(kept, { preferences: chosen });
  return await isDark();
});
const before = desktop.notifications.all.length;
await failRun(third);
await check('what had been told is not told again, and what is new is', async () => {
  await told(third);
  return desktop.notifications.all.length === before + 1;
});

const entry = join(desktop.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'jobwatch.desktop');
await check('it is not started at login unless somebody says so', () => !existsSync(entry));

/** As the program leaves it at the person's own home, once told to start at login; and one that only has its name. */
const [own, namesake] = ['jobwatch.desktop', 'jobwatch-of-somebody.desktop'].map((name) =>
  join(userInfo().homedir, '.config', 'autostart', name),
) as [string, string];
mkdirSync(dirname(own), { recursive: true });
writeFileSync(own, autostartEntry('/opt/Jobwatch/jobwatch', ['--hidden']));
writeFileSync(namesake, autostartEntry('/usr/local/bin/jobwatch', []));

await please('remove');
await check(
  'what started it at login is gone, and nothing else that starts then',
  () => !existsSync(own) && existsSync(namesake),
);
await check(
  'its data is still there',
  () => new DatabaseSync(file).prepare('select count(*) as n from runs').get()?.['n'] !== 0,
);
await simulator.close();
await desktop.close();
console.log(`Pictures: ${pictures}`);
process.exit();

/** Waits until the screen, most of which is the window, is dark; the sheet of a light one is nearly white. */
async function isDark(): Promise<boolean> {
  await until('a dark window', () => {
    const { colours, brightness } = app.photograph(join(pictures, 'dark.png'));
    return app.titles().length > 0 && colours > 40 && brightness < 0.4;
  });
  return true;
}

/** Whether anything listens at a port of this computer. */
async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
