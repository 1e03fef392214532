import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Connections } from './support/connections.ts';
import { expect, test } from './support/fixtures.ts';
import { connect, connectAndWait, customerOf, untilChecked } from './support/steps.ts';

/**
 * A life with everything in it that might turn to somebody: sign-in, checks, reports, notifications, links, settings, a
 * restart, a window that crashes, a sign-out.
 */
test('the program turns to nobody but the token URL and the API base, and looks up no name', async ({
  desktop,
  simulator,
  program,
}) => {
  test.skip(!Connections.possible, 'processes may not be watched here');
  test.setTimeout(120_000);
  const connections = new Connections(join(desktop.home, 'watch'));
  program.watcher = connections.watch;
  const page = await program.start();
  await connect(page, simulator, 'not this one');
  await expect(page.getByRole('alert')).toContainText('Credentials refused');
  await connectAndWait(page, simulator, desktop);
  const job = simulator.estate.at(0).job('Exchange Online');
  simulator.finishRun(job, 'Failed', { total: 10, failed: 4 });
  await desktop.tray.choose('Refresh now');
  const shown = await desktop.notifications.waitFor(
    ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
  );
  desktop.notifications.click(shown.id);
  const why = page.getByRole('region', { name: 'Why' });
  await why.getByRole('button', { name: 'Show what failed' }).click();
  await expect(why.getByRole('button', { name: 'Failed 4' })).toBeVisible();
  for (const name of ['Overview', 'Customers', 'Jobs', 'Alerts', 'Settings'])
    await page.getByRole('link', { name }).first().click();
  await program.stop();

  const asked = simulator.counters.jobs;
  const again = await program.start();
  await expect.poll(() => simulator.counters.jobs).toBeGreaterThan(asked);
  await untilChecked(desktop);
  await again.getByRole('link', { name: 'Settings' }).click();
  await again.getByRole('button', { name: 'Sign out' }).click();
  await again.getByRole('button', { name: 'Sign out' }).click();
  await expect(again.getByRole('heading', { name: 'Connect to AvePoint' })).toBeVisible();

  const service = { protocol: 'TCP', address: '127.0.0.1', port: Number(new URL(simulator.apiBaseUrl).port) };
  expect(simulator.tokenUrl.startsWith(simulator.apiBaseUrl)).toBe(true);
  expect(connections.all).toEqual([service]);

  // The same watch sees who else is turned to, and the look-up of a name, by Node and by Chromium.
  const other = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await program.app.evaluate(({ session }, to) => {
    process
      .getBuiltinModule('node:net')
      .connect(to, '127.0.0.1')
      .on('error', () => undefined);
    // The window's own session reaches nobody: another one looks names up as the program's requests would.
    session
      .fromPartition('planted')
      .fetch('http://planted.invalid/')
      .catch(() => undefined);
  }, port);
  await expect.poll(() => connections.all).toContainEqual({ ...service, port });
  await expect
    .poll(() => connections.all.some((seen) => seen.port === 53 || seen.protocol === 'UNIX'))
    .toBe(true);
  other.close();
});
