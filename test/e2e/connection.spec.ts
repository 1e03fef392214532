import { expect, test } from './support/fixtures.ts';
import { filesHolding } from './support/files.ts';
import { connect, openJobs, untilChecked } from './support/steps.ts';
import { keyringSecrets } from '../desktop/secrets.ts';

test('a wrong secret is told in words, a right one connects, and is in the keychain alone', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await program.start();
  await connect(page, simulator, 'a-wrong-secret');
  await expect(page.getByRole('alert')).toContainText('Credentials refused');
  await expect(page.getByRole('alert')).toContainText('did not accept the client ID and secret');

  await connect(page, simulator);
  await untilChecked(desktop);
  await openJobs(page);
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: simulator.estate.at(0).organization })
      .first(),
  ).toBeVisible();
  await program.stop();

  expect(await keyringSecrets(desktop.env, 'Jobwatch')).toContain(simulator.clientSecret);
  for (const secret of [simulator.clientSecret, 'a-wrong-secret']) {
    expect(filesHolding(program.profile, secret)).toEqual([]);
    expect(program.output).not.toContain(secret);
  }
});

test('a service without the permission is told as that', async ({ simulator, program }) => {
  simulator.faults.add('customers', { kind: 'status', status: 403, body: 'avepoint' });
  const page = await program.start();
  await connect(page, simulator);
  await expect(page.getByRole('alert')).toContainText('Permission missing');
});

test('an address that answers with a page instead of JSON is told as that', async ({
  simulator,
  program,
}) => {
  simulator.faults.add('customers', { kind: 'html' });
  const page = await program.start();
  await connect(page, simulator);
  await expect(page.getByRole('alert')).toContainText('Answer not understood');
});

test('a host that does not exist is told as that', async ({ simulator, program }) => {
  const page = await program.start();
  await connect(page, { ...simulator, tokenUrl: 'https://nowhere.invalid/connect/token' });
  await expect(page.getByRole('alert')).toContainText('Host not found');
});

test('plain http is accepted for this computer alone', async ({ simulator, program }) => {
  const page = await program.start();
  await connect(page, { ...simulator, apiBaseUrl: 'http://graph.example.com' });
  await expect(page.getByText('Enter an https address')).toBeVisible();
  expect(simulator.requests).toEqual([]);
});
