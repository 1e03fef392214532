import { closeSync, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';
import { databaseOf, lock, SmallDisk, spoilBig } from './support/disk.ts';
import { expect, test } from './support/fixtures.ts';
import { aHealthyJob, customerOf, startConnected, stateOf } from './support/steps.ts';

/** A damaged file is found by its header or by SQLite's check, wherever the damage is. */
for (const [where, place] of [
  ['at its beginning', 0],
  ['in its middle', 0.5],
] as const) {
  test(`a database that is damaged ${where} is set aside, and the person is told where it is`, async ({
    desktop,
    simulator,
    program,
  }) => {
    await startConnected(program, simulator, desktop);
    await program.stop();
    const file = databaseOf(program.profile);
    overwrite(file, place);

    const today = new Date().toISOString().slice(0, 10);
    const page = await program.start();
    await expect.poll(async () => (await stateOf(page)).setAside).toContain(`.damaged-${today}`);
    const aside = (await stateOf(page)).setAside ?? '';
    expect(dirname(aside)).toBe(dirname(file));
    expect(existsSync(aside)).toBe(true);
    await expect(page.getByText('The database was damaged, so a new one was begun.')).toBeVisible();
    await expectJob(page, customerOf(simulator, aHealthyJob(simulator)));

    const job = aHealthyJob(simulator);
    await desktop.tray.waitFor(({ tooltip }) => !tooltip.includes('not checked'));
    simulator.finishRun(job, 'Failed');
    await desktop.tray.choose('Refresh now');
    await desktop.notifications.waitFor(
      ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
    );
    expect(desktop.notifications.all).toHaveLength(1);
  });
}

test('damage in a big database is found while the program runs, and it begins anew', async ({
  desktop,
  simulator,
  program,
}) => {
  test.setTimeout(150_000);
  await startConnected(program, simulator, desktop);
  await program.stop();
  spoilBig(databaseOf(program.profile));

  const page = await program.start();
  await expectJob(page, customerOf(simulator, aHealthyJob(simulator)));
  expect((await stateOf(page)).setAside).toBeNull();
  // It is looked through a minute after the start, when nobody waits for anything.
  await expect.poll(async () => (await stateOf(page)).setAside, { timeout: 90_000 }).toContain('.damaged-');
  await expect.poll(async () => (await stateOf(page)).estate.waiting).toBe(0);
  expect((await stateOf(page)).problem).toBeNull();
});

test('a full disk is told and loses nothing, and once there is room it goes on by itself', async ({
  desktop,
  simulator,
  program,
}) => {
  test.setTimeout(150_000);
  const disk = SmallDisk.under(program.profile);
  test.skip(disk === null, 'a small disk can be mounted by root alone');
  if (disk === null) return;
  try {
    const page = await startConnected(program, simulator, desktop);
    disk.fill();
    const job = aHealthyJob(simulator);
    simulator.finishRun(job, 'Failed');
    await desktop.tray.choose('Refresh now');
    await expect.poll(async () => (await stateOf(page)).problem?.detail).toContain('the disk is full');
    expect((await stateOf(page)).problem?.code).toBe('storageFailed');
    await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('Could not write to disk'));
    await expectJob(page, customerOf(simulator, job));
    expect(desktop.notifications.all).toEqual([]);

    disk.empty();
    const title = `Backup failed: ${customerOf(simulator, job)}`;
    await desktop.notifications.waitFor((shown) => shown.title === title, 90_000);
    await expect.poll(async () => (await stateOf(page)).problem).toBeNull();
    expect(desktop.notifications.all).toHaveLength(1);
    await program.stop();
  } finally {
    await program.stop();
    disk.remove();
  }
});

for (const end of ['ended', 'was killed'] as const) {
  test(`a data folder that has become read-only after the program ${end} still shows what is stored`, async ({
    desktop,
    simulator,
    program,
  }) => {
    const disk = SmallDisk.under(program.profile);
    test.skip(disk === null, 'a small disk can be mounted by root alone');
    if (disk === null) return;
    try {
      await startConnected(program, simulator, desktop);
      const job = aHealthyJob(simulator);
      if (end === 'ended') await program.stop();
      else await program.kill();
      disk.protect(true);

      const page = await program.start();
      await expect.poll(async () => (await stateOf(page)).problem?.code).toBe('storageFailed');
      expect((await stateOf(page)).problem?.detail).toContain('read-only');
      await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('Could not write to disk'));
      await expectJob(page, customerOf(simulator, job));

      disk.protect(false);
      simulator.finishRun(job, 'Failed');
      await desktop.tray.choose('Refresh now');
      await desktop.notifications.waitFor(
        ({ title }) => title === `Backup failed: ${customerOf(simulator, job)}`,
      );
      await expect.poll(async () => (await stateOf(page)).problem).toBeNull();
    } finally {
      await program.stop();
      disk.remove();
    }
  });
}

test('a database that another program has locked is told, and goes on once it is free', async ({
  desktop,
  simulator,
  program,
}) => {
  const page = await startConnected(program, simulator, desktop);
  const unlock = await lock(databaseOf(program.profile));
  const job = aHealthyJob(simulator);
  simulator.finishRun(job, 'Failed');
  await desktop.tray.choose('Refresh now');
  await expect
    .poll(async () => (await stateOf(page)).problem?.detail)
    .toContain('another program has locked');
  await expectJob(page, customerOf(simulator, job));
  expect(desktop.notifications.all).toEqual([]);

  await unlock();
  await desktop.tray.choose('Refresh now');
  const title = `Backup failed: ${customerOf(simulator, job)}`;
  await desktop.notifications.waitFor((shown) => shown.title === title);
  await expect.poll(async () => (await stateOf(page)).problem).toBeNull();
  expect(desktop.notifications.all).toHaveLength(1);
});

/** Writes nonsense over a part of a file, from so far into it on. */
function overwrite(file: string, place: number): void {
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(Math.min(size / 3, 40_000), 0x5a), 0, undefined, Math.floor(size * place));
  closeSync(handle);
}

async function expectJob(page: Page, customer: string): Promise<void> {
  await page.getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('row').filter({ hasText: customer }).first()).toBeVisible();
}
