import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startSimulator } from '../../simulator/index.ts';
import { connectProfile } from '../crash/profile.ts';
import { RunningApp } from '../desktop/app.ts';
import { startDesktop } from '../desktop/session.ts';
import { measureDelay, takeSample } from './sample.ts';
import type { Sample } from './sample.ts';
import { trendOf } from './trend.ts';
import { Trouble } from './trouble.ts';

/**
 * Runs the program for hours with faults at random, and fails where it takes more and more of anything. Everybody is
 * asked anew as soon as everybody was asked, at the greatest rate that can be set: with 200 customers, 20 minutes are a
 * day's polling every five minutes. Ends with 1 where something grows.
 */
const { values } = parseArgs({
  options: {
    hours: { type: 'string' },
    customers: { type: 'string', default: '1000' },
    every: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
});
const numberOf = (name: keyof typeof values, least: number): number => {
  const number = Number(values[name]);
  if (!(number >= least))
    throw new Error('Usage: soak.ts --hours N [--customers N] [--every SECONDS] [--seed N]');
  return number;
};
const seconds = numberOf('hours', 0.01) * 3600;
const [customers, every, seed] = [numberOf('customers', 1), numberOf('every', 1), numberOf('seed', 0)];

/**
 * By how much each may rise over the second half: what a run that ended may take of the disk, in MB, is taken off
 * before. SQLite's write-ahead log comes to 16 MB before it is written back, in the first half.
 */
const allowed: Readonly<Record<keyof Sample, number>> = { memory: 15, handles: 10, delay: 20, database: 5 };
const perRun = 0.001;
const units: Readonly<Record<keyof Sample, string>> = {
  memory: 'MB',
  handles: '',
  delay: 'ms',
  database: 'MB',
};
const names = ['memory', 'handles', 'delay', 'database'] as const;

console.log(`${seconds} s, ${customers} customers, a sample every ${every} s, seed ${seed}`);
const profile = mkdtempSync(join(tmpdir(), 'jobwatch-soak-'));
const desktop = await startDesktop();
const simulator = await startSimulator({ customers, jobsPerCustomer: 4, seed });
try {
  process.env['DBUS_SESSION_BUS_ADDRESS'] = desktop.env['DBUS_SESSION_BUS_ADDRESS'];
  const file = await connectProfile(profile, simulator);
  const app = await RunningApp.launch(desktop, profile, ['--hidden']);
  await app.waitForLine('sweep', '', 300_000);
  await measureDelay(app.electron);
  const trouble = new Trouble(simulator, desktop, seed);
  const samples: { at: number; ended: number; sample: Sample }[] = [];
  const before = simulator.counters.jobs;
  const began = performance.now();
  const passed = (): number => (performance.now() - began) / 1000;
  let sweeps = 0;
  const count = (): number => app.lines.filter(({ scope }) => scope === 'sweep').length;
  let next = 0;
  while (passed() < seconds) {
    await wait(50);
    if (passed() >= next) {
      await trouble.step();
      next += 1;
    }
    if (count() > sweeps) {
      sweeps = count();
      await desktop.tray.choose('Refresh now');
    }
    if (passed() < (samples.length + 1) * every) continue;
    const sample = await takeSample(app.electron, file);
    samples.push({ at: passed(), ended: trouble.ended, sample });
    const said = names.map((name) => `${name} ${sample[name].toFixed(1)} ${units[name]}`.trim()).join(', ');
    console.log(`${passed().toFixed(0).padStart(6)} s  ${said}`);
  }
  console.log(
    `${simulator.counters.jobs - before} polls, ${sweeps} sweeps, ${trouble.ended} runs ended, ${desktop.notifications.all.length} notifications`,
  );
  for (const name of names) {
    const off = (ended: number): number => (name === 'database' ? ended * perRun : 0);
    const points = samples.map(({ at, ended, sample }) => ({ at, value: sample[name] - off(ended) }));
    const { rise, grows } = trendOf(points, allowed[name]);
    console.log(
      `${name}: ${rise.toFixed(2)} ${units[name]} over the second half${grows ? ', it grows' : ''}`,
    );
    if (grows) process.exitCode = 1;
  }
  app.electron.process().kill('SIGTERM');
  const code = await app.ended;
  if (code !== 0) throw new Error(`The program ended with ${String(code)}.`);
} finally {
  await simulator.close();
  await desktop.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
