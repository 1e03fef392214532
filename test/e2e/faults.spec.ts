import type { Page } from '@playwright/test';
import type { SimulatedJob, Simulator } from '../../simulator/index.ts';
import { startDesktop } from '../desktop/session.ts';
import type { Desktop } from '../desktop/session.ts';
import { expect, test } from './support/fixtures.ts';
import { networkApart } from './support/network.ts';
import { childrenOfType } from './support/processes.ts';
import { Program } from './support/program.ts';
import { aHealthyJob, connect, customerOf, startConnected, stateOf } from './support/steps.ts';

/** Lets a job fail, and waits until that is told, which shows that the program still does all that it is for. */
async function expectTold(desktop: Desktop, simulator: Simulator, job: SimulatedJob): Promise<void> {
  simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  const title = `Backup failed: ${customerOf(simulator, job)}`;
  await desktop.notifications.waitFor((shown) => shown.title === title, 20_000);
}

/** What the page of the first window says; Playwright's own page is of no use any more once it has crashed. */
const textOf = (program: Program): Promise<string> =>
  program.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined || window.webContents.isCrashed() || window.webContents.isLoading()) return '';
    return String(await window.webContents.executeJavaScript('document.body.innerText'));
  });

const pidOf = (program: Program): number => program.app.process().pid ?? 0;

/** Has the kernel end the processes of one kind, and waits until one has taken their place or none is left. */
async function kill(program: Program, type: string, subtype = ''): Promise<void> {
  const doomed = childrenOfType(pidOf(program), type).filter(({ args }) => args.join(' ').includes(subtype));
  expect(doomed.length).toBeGreaterThan(0);
  for (const { pid } of doomed) process.kill(pid, 'SIGKILL');
  const isThere = (): boolean =>
    childrenOfType(pidOf(program), type).some((one) => doomed.some(({ pid }) => pid === one.pid));
  await expect.poll(isThere).toBe(false);
}

const stopped = 'The window of Jobwatch stopped working';
const failing = 'The window of Jobwatch keeps failing';

test('a page that crashes is told and loaded again, three times in five minutes, and then let go', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  for (let time = 1; time <= 3; time += 1) {
    await kill(program, 'renderer');
    await desktop.notifications.waitFor(
      () => desktop.notifications.all.filter(({ title }) => title === stopped).length === time,
    );
    await expect.poll(() => textOf(program)).toContain('Overview');
  }
  await kill(program, 'renderer');
  await desktop.notifications.waitFor(({ title }) => title === failing);
  await expect
    .poll(() => program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(0);
  await expectTold(desktop, simulator, aHealthyJob(simulator));

  const window = program.nextWindow();
  await desktop.tray.choose('Open Jobwatch');
  await expect((await window).getByRole('link', { name: 'Jobs' })).toBeVisible();
});

test('a page that hangs is told and loaded again', async ({ desktop, simulator, program }) => {
  await startConnected(program, simulator, desktop);
  await program.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.executeJavaScript('for (;;);').catch(() => undefined);
    // Playwright switches off that Chromium notices this by itself, fifteen seconds after an input.
    window?.webContents.emit('unresponsive');
  });
  await desktop.notifications.waitFor(({ title }) => title === stopped);
  await expect.poll(() => textOf(program)).toContain('Overview');
  await expectTold(desktop, simulator, aHealthyJob(simulator));
});

for (const [what, type, subtype, before] of [
  ['what draws', 'gpu-process', '', null],
  ['what speaks to the network', 'utility', 'network.mojom.NetworkService', networkApart],
] as const) {
  test(`${what} is killed three times: the window shows and the checking goes on`, async ({
    desktop,
    simulator,
    program,
  }) => {
    program.before = before;
    const page = await startConnected(program, simulator, desktop);
    for (let time = 0; time < 3; time += 1) {
      await kill(program, type, subtype);
      await expect.poll(() => childrenOfType(pidOf(program), type).length).toBeGreaterThan(0);
      await expectTold(desktop, simulator, aHealthyJob(simulator, time));
      await page.getByRole('link', { name: time % 2 === 0 ? 'Jobs' : 'Overview' }).click();
    }
    const { length } = await page.screenshot();
    expect(length).toBeGreaterThan(5_000);
    expect((await stateOf(page)).problem).toBeNull();
  });
}

test('a notification daemon that is gone in the middle is missed in the window, and told all once it is back', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  await expectTold(desktop, simulator, aHealthyJob(simulator, 0));
  await desktop.notifications.vanish();
  const job = aHealthyJob(simulator, 1);
  simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  await expect(page.getByText('The desktop does not show notifications.')).toBeVisible();
  await desktop.notifications.appear();
  await expectTold(desktop, simulator, aHealthyJob(simulator, 2));
  await desktop.notifications.waitFor(
    ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
  );
  expect(desktop.notifications.all).toHaveLength(3);
});

/** Goes to the connection form and sends it off once more. */
async function connectAgain(page: Page, simulator: Simulator): Promise<void> {
  await page.evaluate(() => (location.hash = '#/connect'));
  await connect(page, simulator);
}

test('without its session bus the program ends, as the desktop does, and its next start tells what it had not', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  const ended = program.ended();
  await desktop.loseBus();
  await ended;
  // Chromium says so itself, and lets nobody else have a say.
  expect(program.output).toContain('D-Bus connection was disconnected');

  const other = await startDesktop();
  try {
    const next = new Program(other, undefined, program.profile);
    const job = aHealthyJob(simulator);
    simulator.finishRun(job, 'Failed');
    const page = await next.start();
    // The keyring went with the desktop.
    await expect.poll(async () => (await stateOf(page)).problem?.code).toBe('secretMissing');
    expect(await stateOf(page)).toMatchObject({ setAside: null, estate: { customers: 3 } });
    await connectAgain(page, simulator);
    await other.notifications.waitFor(
      ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
    );
    await next.stop();
  } finally {
    await other.close();
  }
});

test('a name that is looked up in vain is said in tray and window, and nothing is lost by it', async ({
  desktop,
  simulator,
  program,
}) => {
  const port = new URL(simulator.apiBaseUrl).port;
  const named = {
    ...simulator,
    apiBaseUrl: `http://localhost:${port}`,
    tokenUrl: `http://localhost:${port}/connect/token`,
  };
  await startConnected(program, named, desktop);
  await program.stop();

  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed');
  const without = await program.start('--host-resolver-rules=MAP localhost ~NOTFOUND');
  await expect.poll(async () => (await stateOf(without)).problem?.code).toBe('hostNotFound');
  expect((await stateOf(without)).estate.customers).toBe(3);
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('Host not found'));
  await program.stop();

  await program.start();
  await desktop.notifications.waitFor(
    ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
  );
  expect(desktop.notifications.all).toHaveLength(1);
});
