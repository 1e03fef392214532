import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { Secrets } from './support/secrets.ts';
import { connectAndWait, customerOf, fillIn, startConnected, stateOf } from './support/steps.ts';

/*
 * Every test of the program looks, when it is over, for its secrets in all that the program leaves behind (see the
 * fixture `program`). Here are the places that only some tests can be looked for in, and the proof that a search finds.
 */

test('the window keeps neither the client secret nor a token in its memory, once it is connected', async ({
  desktop,
  simulator,
  program,
  secrets,
}) => {
  const page = await program.start();
  await fillIn(page, simulator);
  expect(secrets.inText('the heap', await heapOf(page))).toEqual(['client secret in the heap']);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await desktop.tray.waitFor(({ tooltip }) => /checked/.test(tooltip) && !/not checked/.test(tooltip));
  const job = simulator.estate.at(0).job('Exchange Online');
  await page.getByRole('link', { name: 'Jobs' }).click();
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: customerOf(simulator, job) })
      .first(),
  ).toBeVisible();

  const heap = await heapOf(page);
  expect(heap).toContain(customerOf(simulator, job));
  expect(simulator.tokensGiven).not.toEqual([]);
  expect(secrets.inText('the heap', heap)).toEqual([]);
});

test('a secret in an argument, in the environment, in the output or in a file would be found', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await program.start(`--planted=${simulator.apiBaseUrl}`);
  await connectAndWait(page, simulator, desktop);
  expect((await stateOf(page)).problem).toBeNull();
  const planted = new Secrets();
  planted.add('argument', simulator.apiBaseUrl);
  planted.add('variable', desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  planted.add('line', simulator.estate.at(0).organization);
  const leaks = await program.leaks(planted);
  expect(leaks).toContainEqual(expect.stringMatching(/^argument in the arguments of process \d+$/));
  expect(leaks).toContain('variable in the environment');
  expect(leaks).toContain('line in the output');
  expect(leaks).toContainEqual(expect.stringMatching(/^argument in .*settings\.json$/));
});

test('neither a page nor a program that crashes by its own fault leaves a dump', async ({
  desktop,
  simulator,
  program,
  secrets,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const session = await page.context().newCDPSession(page);
  // Nobody is left to answer.
  session.send('Page.crash').catch(() => undefined);
  await desktop.notifications.waitFor(({ title }) => title === 'The window of Jobwatch stopped working');
  await program.app.evaluate(() => process.crash()).catch(() => undefined);
  expect(await program.ended()).not.toBe(0);
  expect(await program.leaks(secrets)).toEqual([]);

  const planted = join(program.profile, 'planted.dmp');
  writeFileSync(planted, '');
  expect(await program.leaks(secrets)).toEqual([`crash dump ${planted}`]);
  rmSync(planted);
});

/**
 * A snapshot of the page's heap, made after its garbage was collected: every object that is still held, with its text.
 */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}
