import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, connectAndWait, startConnected } from './support/steps.ts';

const isShown = ({ BrowserWindow }: typeof Electron.CrossProcessExports): boolean =>
  BrowserWindow.getAllWindows().some((window) => window.isVisible() || window.isMinimized());

test.describe('on a desktop without a tray', () => {
  test.use({ desktopOptions: { trayHost: false } });

  test('the window comes up, stays when it is closed, and says why; the icon comes with the panel', async ({
    desktop,
    program,
  }) => {
    // Started for the tray alone, as at login.
    const page = await program.start('--sample', '--hidden');
    const hint = page.getByText('This desktop shows no tray icons');
    await expect(hint).toBeVisible({ timeout: 20_000 });
    await program.closeWindow();
    expect(page.isClosed()).toBe(false);
    expect(await program.app.evaluate(isShown)).toBe(true);
    expect(desktop.tray.items).toEqual([]);

    await desktop.tray.appear();
    await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('job'));
    await expect(hint).toBeHidden();
    const closing = page.waitForEvent('close');
    await program.closeWindow();
    await closing;
    // Chromium makes a click of a middle click, so that both open the window.
    for (const click of [() => desktop.tray.activate(), () => desktop.tray.activateSecondary()]) {
      const opening = program.nextWindow();
      await click();
      const opened = await opening;
      await expect(opened.getByRole('link', { name: 'Jobs' })).toBeVisible();
      await opened.close();
    }
    expect(desktop.tray.items).toHaveLength(1);
  });

  test('it can be quit from the window', async ({ program }) => {
    const page = await program.start();
    const ended = program.ended();
    // The program may be gone before Playwright hears that its click was done: the exit code is the proof.
    await Promise.allSettled([page.getByRole('button', { name: 'Quit Jobwatch' }).click(), ended]);
    expect(await ended).toBe(0);
  });
});

test('the icon follows a panel that goes and comes back, or leaves its watcher without a host', async ({
  desktop,
  program,
}) => {
  const page = await program.start('--sample');
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('job'));
  const hint = page.getByText('This desktop shows no tray icons');
  for (const isWatcherGone of [true, false]) {
    if (isWatcherGone) await desktop.tray.vanish();
    else desktop.tray.loseHost();
    await expect(hint).toBeVisible();
    await desktop.tray.appear();
    await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('job'));
    await expect(hint).toBeHidden();
    expect(desktop.tray.items).toHaveLength(1);
    expect((await desktop.tray.menu()).map(({ label }) => label)).toContain('Open Jobwatch');
  }
});

test('the menu is made anew only where it shows something else, and says what is wrong at which customer', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const sweeps = (): number => program.output.match(/info sweep/g)?.length ?? 0;
  const sweepAgain = async (): Promise<void> => {
    const before = sweeps();
    await desktop.tray.choose('Refresh now');
    await expect.poll(sweeps).toBeGreaterThan(before);
  };
  const stateLine = async (): Promise<string | undefined> => (await desktop.tray.menu())[0]?.label;
  await sweepAgain();
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('checked'));
  // It says to the minute when everybody was checked: a round in which that changes proves nothing.
  await expect(async () => {
    const [line, made] = [await stateLine(), desktop.tray.menusMade];
    for (let i = 0; i < 3; i += 1) await sweepAgain();
    expect(await stateLine()).toBe(line);
    expect(desktop.tray.menusMade).toBe(made);
  }).toPass();
  const made = desktop.tray.menusMade;

  const job = aHealthyJob(simulator, 1);
  const customer = simulator.estate.at(1).organization;
  simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  await desktop.tray.waitFor(({ tooltip }) => /failed/.test(tooltip));
  await expect
    .poll(async () => (await desktop.tray.menu()).find(({ label }) => label === customer)?.children.length)
    .toBeGreaterThan(1);
  expect(desktop.tray.menusMade).toBeGreaterThan(made);
  await desktop.tray.chooseIn(customer, 'failed');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(customer);
});

test('a pause has an end that the tray tells, and lasts over a restart', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  await desktop.tray.choose('For 30 minutes');
  const paused = await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('Paused until '));
  const until = /Paused until ([^,]+),/.exec(paused.tooltip)?.[1] ?? '';
  await expect(page.getByText(`Checking is paused until ${until}.`)).toBeVisible();
  await program.stop();
  await program.start();
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith(`Paused until ${until}`));
  await desktop.tray.choose(`Resume (paused until ${until})`);
  await desktop.tray.waitFor(({ tooltip }) => !tooltip.includes('aused'));
});

test('each state has a shape of its own in the tray, and a lost connection a mark on it', async ({
  desktop,
  simulator,
  program,
}) => {
  const shapeOf = async (look: string): Promise<string> => {
    await expect.poll(() => program.output.split('info tray: ').at(-1)).toMatch(new RegExp(`^${look}:`));
    let alpha = '';
    await desktop.tray.waitFor(({ icons: [icon] }) => {
      alpha = Buffer.from(icon?.pixels.filter((_value, at) => at % 4 === 0) ?? []).toString('base64');
      return !shapes.has(alpha);
    });
    shapes.add(alpha);
    return alpha;
  };
  const shapes = new Set<string>();
  for (const { jobs } of [0, 1, 2].map((index) => simulator.estate.at(index)))
    for (const job of jobs) simulator.finishRun(job, 'Finished');
  const page = await program.start();
  await shapeOf('unknown');
  await connectAndWait(page, simulator, desktop);
  await shapeOf('well');
  await desktop.tray.choose('Until I resume');
  await shapeOf('paused');
  await desktop.tray.choose('Resume');
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('All well'));

  simulator.finishRun(aHealthyJob(simulator, 0), 'Finished with exception');
  await desktop.tray.choose('Refresh now');
  await shapeOf('warning');
  simulator.finishRun(aHealthyJob(simulator, 1), 'Failed');
  await desktop.tray.choose('Refresh now');
  await shapeOf('failure');
  await simulator.close();
  await desktop.tray.choose('Refresh now');
  await shapeOf('failure \\(offline\\)');
  expect(shapes.size).toBe(6);
});
