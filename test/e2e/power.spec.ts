import { expect, test } from './support/fixtures.ts';
import { startConnected } from './support/steps.ts';
import { startPower } from '../desktop/power.ts';

test('while the computer sleeps nothing is asked; afterwards everybody is, over a minute', async ({
  desktop,
  simulator,
  program,
}) => {
  const power = await startPower(desktop.env['DBUS_SYSTEM_BUS_ADDRESS'] ?? '');
  await startConnected(program, simulator, desktop);
  power.sleep();
  await desktop.tray.waitFor(({ tooltip }) => tooltip.startsWith('Offline'));
  // Chromium drops its connections when the computer sleeps, the debugger's to the window among them.
  const { jobs } = simulator.counters;
  power.wake();
  await desktop.tray.waitFor(({ tooltip }) => !tooltip.startsWith('Offline'));
  await expect.poll(() => simulator.counters.jobs).toBeGreaterThan(jobs);
  power.close();
});

test('the program hears that the computer runs on its battery, and that it no longer does', async ({
  desktop,
  simulator,
  program,
}) => {
  const power = await startPower(desktop.env['DBUS_SYSTEM_BUS_ADDRESS'] ?? '');
  await startConnected(program, simulator, desktop);
  power.setOnBattery(true);
  await expect.poll(() => program.output).toContain('power: on battery');
  power.setOnBattery(false);
  await expect.poll(() => program.output).toContain('power: on mains');
  power.close();
});

test('a computer that shuts down ends the program first', async ({ desktop, program }) => {
  const power = await startPower(desktop.env['DBUS_SYSTEM_BUS_ADDRESS'] ?? '');
  await program.start();
  const ended = program.ended();
  power.shutDown();
  expect(await ended).toBe(0);
  expect(program.output).toContain('program: ended');
  power.close();
});
