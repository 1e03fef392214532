import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startSimulator } from '../../simulator/index.ts';
import type { Simulator, SimulatorOptions } from '../../simulator/index.ts';
import { keyringSecrets } from '../desktop/secrets.ts';
import { authority } from '../unit/desktop/authority.ts';
import { selfSigned } from '../unit/simulator/self-signed.ts';
import { expect, test as base } from './support/fixtures.ts';
import { startProxy } from './support/proxy.ts';
import type { Proxy } from './support/proxy.ts';
import { connect, fillIn, untilChecked } from './support/steps.ts';

interface Parts {
  simulate: (options?: SimulatorOptions) => Promise<Simulator>;
  folder: string;
  httpProxy: Proxy;
}

const test = base.extend<Parts>({
  simulate: async ({ secrets }, use) => {
    const started: Simulator[] = [];
    await use(async (options = {}) => {
      const simulator = await startSimulator({ customers: 3, seed: 7, ...options });
      secrets.guard(simulator);
      started.push(simulator);
      return simulator;
    });
    for (const simulator of started) await simulator.close();
  },
  /** For the files that a technician chooses. */
  // Playwright takes the first argument apart to see what a fixture needs.
  // eslint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'jobwatch-files-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  // eslint-disable-next-line no-empty-pattern
  httpProxy: async ({}, use) => {
    const proxy = await startProxy();
    await use(proxy);
    await proxy.close();
  },
});

const send = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Connect', exact: true }).click();
const moreOptions = (page: Page): Promise<void> => page.getByRole('button', { name: 'More options' }).click();
const toSettings = (page: Page): Promise<void> => page.getByRole('link', { name: 'Settings' }).click();

test('a certificate signs in, and its key is in the keyring alone until the sign-out', async ({
  desktop,
  simulate,
  program,
  folder,
  secrets,
}) => {
  const { key, cert } = selfSigned();
  const other = selfSigned();
  const simulator = await simulate({ certificate: cert });
  simulator.setClientSecret('another one: the certificate alone can sign in');
  const [keyFile, certFile, otherFile] = ['key.pem', 'certificate.pem', 'other.pem'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  writeFileSync(keyFile, key);
  writeFileSync(certFile, cert);
  writeFileSync(otherFile, other.cert);

  const page = await program.start();
  await fillIn(page, simulator);
  await moreOptions(page);
  await page.getByLabel('Sign in with').selectOption('Certificate (PEM files)');
  await expect(page.getByLabel('Client secret')).toHaveCount(0);
  await send(page);
  await expect(page.getByText('Choose the private key and its certificate.')).toBeVisible();
  await page.getByLabel('Private key and certificate').setInputFiles([keyFile, otherFile]);
  await send(page);
  await expect(page.getByRole('alert')).toContainText('do not belong together');
  await page.getByLabel('Private key and certificate').setInputFiles([keyFile, certFile]);
  await send(page);
  await untilChecked(desktop);
  await expect(page.getByRole('link', { name: 'Jobs' })).toBeVisible();

  // It is in several entries, and whole again after a restart.
  await program.stop();
  const requestsBefore = simulator.counters.jobs;
  const again = await program.start();
  await expect.poll(() => simulator.counters.jobs).toBeGreaterThan(requestsBefore);
  const kept = await keyringSecrets(desktop.env, 'Jobwatch');
  expect(kept.length).toBeGreaterThan(1);
  const middle = key.split('\n')[10] ?? '';
  expect(middle.length).toBe(64);
  expect(kept.some((secret) => secret.includes(middle))).toBe(true);
  secrets.add('private key', middle);

  await toSettings(again);
  await expect(again.getByText('runs out')).toBeVisible();
  await again.getByRole('button', { name: 'Sign out' }).click();
  await again.getByRole('button', { name: 'Sign out' }).click();
  await expect(again.getByRole('heading', { name: 'Connect to AvePoint' })).toBeVisible();
  expect(await keyringSecrets(desktop.env, 'Jobwatch')).toEqual([]);
});

test('a PKCS#12 file opens with its passphrase alone', async ({ simulate, program }) => {
  const simulator = await simulate();
  const page = await program.start();
  await fillIn(page, simulator);
  await moreOptions(page);
  await page.getByLabel('Sign in with').selectOption('Certificate (PKCS#12 file)');
  await page.getByLabel('PKCS#12 file').setInputFiles('test/unit/avepoint/fixtures/today.p12');
  await page.getByLabel('Passphrase').fill('not this one');
  await send(page);
  await expect(page.getByRole('alert')).toContainText('The passphrase does not open the file.');
  expect(simulator.requests).toEqual([]);
});

test('Automatic falls to v3 where Modern is not there, and says so', async ({
  desktop,
  simulate,
  program,
}) => {
  const simulator = await simulate({ generations: ['v3'] });
  const page = await program.start();
  await connect(page, simulator);
  await untilChecked(desktop);
  await toSettings(page);
  await expect(page.getByText('Automatic, v3 answers')).toBeVisible();
});

test('without the permission for customers, their IDs can be entered by hand', async ({
  desktop,
  simulator,
  program,
  folder,
}) => {
  simulator.faults.add('customers', { kind: 'status', status: 403, body: 'avepoint' });
  const [first, second] = [simulator.estate.at(0), simulator.estate.at(1)];
  const page = await program.start();
  await connect(page, simulator);
  await expect(page.getByRole('alert')).toContainText('Permission missing');
  await page.getByRole('button', { name: 'Enter customer IDs' }).click();
  await expect(page.getByLabel('Customer IDs')).toBeFocused();
  const table = join(folder, 'customers.csv');
  writeFileSync(table, `Name,Tenant Owner ID\r\n"One, Ltd",${first.id}\r\nTwo,${second.id}\r\n`);
  await page.getByLabel('CSV or text file').setInputFiles(table);
  await expect(page.getByLabel('Customer IDs')).toHaveValue(`${first.id}\n${second.id}`);
  await send(page);
  await untilChecked(desktop);
  await page.getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('row').filter({ hasText: first.id }).first()).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: second.id }).first()).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: simulator.estate.at(2).id })).toHaveCount(0);

  await toSettings(page);
  await page.getByRole('button', { name: 'Change connection' }).click();
  await moreOptions(page);
  await expect(page.getByLabel('Customer IDs')).toHaveValue(`${first.id}\n${second.id}`);
});

test('a proxy takes effect without a restart, its password is in the keyring alone', async ({
  desktop,
  simulator,
  program,
  httpProxy: proxy,
  secrets,
}) => {
  const password = 'pässword-of-the-proxy';
  secrets.add('password of the proxy', password);
  proxy.wants = `anna:${password}`;
  const page = await program.start();
  await connect(page, simulator);
  await untilChecked(desktop);
  expect(proxy.passed).toEqual([]);

  await toSettings(page);
  await page.getByLabel('Proxy', { exact: true }).selectOption('Manual');
  await page.getByLabel('Proxy server').fill('http://anna:x@127.0.0.1');
  await page.getByRole('button', { name: 'Save proxy' }).click();
  await expect(page.getByText('Enter the proxy as host:port.')).toBeVisible();
  await page.getByLabel('Proxy server').fill(proxy.address);
  await page.getByLabel('Reach directly').fill('');
  await page.getByRole('button', { name: 'Save proxy' }).click();
  await expect(page.getByText('Saved, and in use')).toBeVisible();
  await expect(page.getByText('The proxy asks for a sign-in').first()).toBeVisible({ timeout: 20_000 });
  expect(proxy.passed).toEqual([]);

  await page.getByLabel('User name').fill('anna');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Save proxy' }).click();
  await expect.poll(() => proxy.passed.length, { timeout: 20_000 }).toBeGreaterThan(2);
  await expect(page.getByText('The proxy asks for a sign-in')).toHaveCount(0, { timeout: 20_000 });
  expect(await keyringSecrets(desktop.env, 'Jobwatch')).toContain(password);

  await program.stop();
  const before = proxy.passed.length;
  const again = await program.start();
  await expect.poll(() => proxy.passed.length, { timeout: 20_000 }).toBeGreaterThan(before);
  await toSettings(again);
  await again.getByRole('button', { name: 'Sign out' }).click();
  await again.getByRole('button', { name: 'Sign out' }).click();
  await expect(again.getByRole('heading', { name: 'Connect to AvePoint' })).toBeVisible();
  expect(await keyringSecrets(desktop.env, 'Jobwatch')).toEqual([]);
});

test('how the service is asked changes once the person is done, and a pause stays', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await program.start();
  await connect(page, simulator);
  await untilChecked(desktop);
  const signIns = (): number => simulator.requests.filter(({ path }) => path === '/connect/token').length;
  const before = signIns();
  await toSettings(page);
  for (const name of ['customers at once', 'requests a second']) {
    const field = page.locator('.setting', { hasText: name }).getByRole('spinbutton');
    await field.focus();
    for (let press = 0; press < 5; press += 1) await field.press('ArrowUp');
  }
  await expect.poll(signIns).toBe(before + 1);
  await desktop.tray.choose('Until I resume');
  await expect(page.getByText('Checking is paused.')).toBeVisible();
  const listed = (): number => program.output.match(/customers: 3 listed/g)?.length ?? 0;
  const listedBefore = listed();
  await page.getByLabel('counts as').selectOption('Failed');
  await expect.poll(() => program.output.match(/info monitor: paused/g)?.length).toBe(2);
  await expect(page.getByText('Checking is paused.')).toBeVisible();
  expect(listed()).toBe(listedBefore);
  await desktop.tray.choose('Resume');
  await expect.poll(listed).toBe(listedBefore + 1);
  expect(program.output).not.toContain('error store');
});

test('an extra authority is believed at once, and no longer than it is there', async ({
  desktop,
  simulate,
  program,
  folder,
}) => {
  const root = authority({ name: 'Inspecting proxy of Contoso' });
  const server = root.issue({ hosts: ['127.0.0.1'] });
  const simulator = await simulate({ https: { key: server.key, cert: server.cert } });
  const [file, keyFile] = [join(folder, 'root.pem'), join(folder, 'key.pem')];
  writeFileSync(file, root.cert);
  writeFileSync(keyFile, server.key);

  const page = await program.start();
  await connect(page, simulator);
  await expect(page.getByRole('alert')).toContainText('Certificate not trusted');
  await page.getByRole('alert').getByRole('button', { name: 'Proxy and certificates' }).click();
  await page.getByLabel('Extra certificate authority').setInputFiles(keyFile);
  await expect(page.getByText('There is no certificate in the file')).toBeVisible();
  await page.getByLabel('Extra certificate authority').setInputFiles(file);
  await expect(page.getByText('Inspecting proxy of Contoso')).toBeVisible();
  await send(page);
  await untilChecked(desktop);

  await toSettings(page);
  await expect(page.getByText('1 certificate trusted')).toBeVisible();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Certificate not trusted').first()).toBeVisible({ timeout: 20_000 });
});
