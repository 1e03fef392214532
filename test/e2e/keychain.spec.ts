import { keyringSecrets } from '../desktop/secrets.ts';
import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, connect, customerOf, startConnected, stateOf, untilChecked } from './support/steps.ts';

test('a keyring that is locked at the start is waited for, and the checking begins when it is opened', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  await program.stop();
  await desktop.keyring.become('locked');

  const page = await program.start();
  await expect.poll(async () => (await stateOf(page)).problem?.code).toBe('keychainLocked');
  await expect(page.getByText('The keychain is locked').first()).toBeVisible();
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('The keychain is locked'));
  await desktop.keyring.turn(false);
  await expect.poll(async () => (await stateOf(page)).problem, { timeout: 15_000 }).toBeNull();
  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  const title = `Backup failed: ${customerOf(simulator, job)}`;
  await desktop.notifications.waitFor((shown) => shown.title === title);
});

test('a keyring that stops in the middle stops nothing', async ({ desktop, simulator, program }) => {
  const page = await startConnected(program, simulator, desktop);
  await desktop.keyring.become('none');
  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  const title = `Backup failed: ${customerOf(simulator, job)}`;
  await desktop.notifications.waitFor((shown) => shown.title === title);
  expect((await stateOf(page)).problem).toBeNull();
});

test('signing out leaves no entry behind, though the keyring was locked in between', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  expect(await keyringSecrets(desktop.env, 'Jobwatch')).toHaveLength(1);
  // The keyring is locked while the person connects anew, so the former entry cannot be removed at once.
  await desktop.keyring.turn(true);
  await page.evaluate(() => (location.hash = '#/connect'));
  await connect(page, simulator);
  await page.getByRole('button', { name: 'Keep it for this session only' }).click();
  await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
  await desktop.keyring.turn(false);
  expect(await keyringSecrets(desktop.env, 'Jobwatch')).toHaveLength(1);
  await page.evaluate(() => (location.hash = '#/settings'));
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('group', { name: 'Confirm' }).getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Connect to AvePoint' })).toBeVisible();
  await expect.poll(() => keyringSecrets(desktop.env, 'Jobwatch')).toEqual([]);
});

test.describe('without a keyring', () => {
  test.use({ desktopOptions: { keyring: 'none' } });

  test('the secret may be kept for the session, and is gone with it', async ({
    desktop,
    simulator,
    program,
  }) => {
    let page = await program.start();
    await connect(page, simulator);
    await expect(page.getByText('No keychain here')).toBeVisible();
    await expect(page.getByText(/gnome-keyring or kwalletmanager/)).toBeVisible();
    await page.getByRole('button', { name: 'Keep it for this session only' }).click();
    await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();
    await untilChecked(desktop);
    expect(program.holds(simulator.clientSecret)).toEqual([]);
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByText('In memory alone, until Jobwatch ends')).toBeVisible();
    await program.stop();

    page = await program.start();
    await expect.poll(async () => (await stateOf(page)).problem?.code).toBe('keychainMissing');
    await expect(page.getByRole('button', { name: 'Connect again' })).toBeVisible();
  });
});
