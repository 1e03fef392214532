import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, customerOf, startConnected, stateOf } from './support/steps.ts';

test('a customer that may not be asked is told once, and once more when it may', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  const { id, organization } = simulator.estate.at(1);
  simulator.faults.add({ customerId: id }, { kind: 'status', status: 403, body: 'avepoint' });
  await desktop.tray.choose('Refresh now');
  await desktop.notifications.waitFor(({ title }) => title === `Cannot check ${organization}`);
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('1 customer unreachable'));
  const asked = simulator.counters.jobs;
  await desktop.tray.choose('Refresh now');
  await expect.poll(() => simulator.counters.jobs).toBeGreaterThanOrEqual(asked + 3);

  simulator.faults.clear();
  const job = aHealthyJob(simulator, 1);
  simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  await desktop.notifications.waitFor(({ title }) => title === `${organization} can be checked again`);
  await desktop.notifications.waitFor(({ title }) => title === `Backup failed: ${organization}`);
  expect(desktop.notifications.all).toHaveLength(3);
});

test('a connection that is refused is told once, also over a restart, and once more when it works', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  const secret = simulator.clientSecret;
  simulator.setClientSecret('another one');
  simulator.revokeTokens();
  await desktop.tray.choose('Refresh now');
  const lost = await desktop.notifications.waitFor(() => true);
  expect(lost.title).toBe('Jobwatch cannot check: Credentials refused');
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('Credentials refused'));
  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed');
  await program.stop();

  const page = await program.start();
  await expect.poll(async () => (await stateOf(page)).problem?.code).toBe('credentialsRefused');
  simulator.setClientSecret(secret);
  await desktop.tray.choose('Refresh now');
  await desktop.notifications.waitFor(({ title }) => title === 'Jobwatch checks again');
  await desktop.notifications.waitFor(
    ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
  );
  expect((await stateOf(page)).problem).toBeNull();
  expect(desktop.notifications.all).toHaveLength(3);
});

test('while paused one customer can be asked by hand, and nobody else is asked', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  await desktop.tray.choose('Until I resume');
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('Paused'));
  const [job, other] = [aHealthyJob(simulator, 2), aHealthyJob(simulator, 0)];
  for (const each of [job, other]) simulator.finishRun(each, 'Failed');
  const asked = simulator.counters.jobs;
  await page.evaluate((customerId) => window.jobwatch.refresh({ customerId }), job.customerId);
  await desktop.notifications.waitFor(
    ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
  );
  expect(simulator.counters.jobs).toBe(asked + 1);
  expect(simulator.requests.at(-1)?.path).toContain(job.customerId);

  await desktop.tray.choose('Resume');
  await desktop.tray.choose('Refresh now');
  await desktop.notifications.waitFor(
    ({ title }) => title === `Backup failed: ${customerOf(simulator, other)}`,
  );
});

test('asked to end in the middle of a sweep, it ends within two seconds and loses nothing', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed');
  simulator.faults.add('jobs', { kind: 'silence' });
  await desktop.tray.choose('Refresh now');
  await expect.poll(() => simulator.counters.inFlight).toBeGreaterThanOrEqual(3);
  const began = Date.now();
  await program.stop();
  expect(Date.now() - began).toBeLessThan(2000);
  expect(program.output).not.toContain('cut short');

  simulator.faults.clear();
  await program.start();
  await desktop.notifications.waitFor(
    ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
  );
});
