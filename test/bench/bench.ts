import { rmSync } from 'node:fs';
import { findRuntime } from '../../build/runtime.mjs';
import { checkSystem } from '../../build/system.mjs';
import { startDesktop } from '../desktop/session.ts';
import { compareProcessor } from './processor.ts';
import { fillProfile } from './profile.ts';
import { tableOf, writeReport } from './report.ts';
import type { Row } from './report.ts';
import { compareRows } from './rows.ts';
import { measureSweep } from './sweep.ts';
import { compareTrays } from './tray.ts';

/**
 * Measures the built program against the bare runtime: npm run bench, in about half an hour, or with --quick in under two
 * minutes, on fewer customers and for a first look. Reported, not judged: what a machine can do is its own affair.
 */
const quick = process.argv.includes('--quick');
const rounds = quick ? 3 : 5;
const idleMs = quick ? 4000 : 120_000;
const sizes = quick ? [500] : [100, 1000, 5000, 20_000];
const main = quick ? 500 : 5000;

const rows: Row[] = [];
const add = (...more: Row[]): void => {
  rows.push(...more);
  for (const row of more) console.log(tableOf([row]).split('\n')[2]);
};

checkSystem({ executable: (await findRuntime()).executable, desktop: true, tell: console.log });
const desktop = await startDesktop();
// The keyring of that desktop is the one to put the secret into.
process.env['DBUS_SESSION_BUS_ADDRESS'] = desktop.env['DBUS_SESSION_BUS_ADDRESS'];

for (const customers of sizes) {
  // Two polls of a customer lie half a minute apart at least with usual preferences, which is longer than the first look.
  const filled = await fillProfile(customers, quick ? { pollMinutes: 1 } : {});
  const name = `${customers.toLocaleString('en-US')} customers`;
  // Growth is seen after a shorter while; the memory of the main size is looked at as long as the aim says.
  const waits = customers === main ? idleMs : Math.min(idleMs, 20_000);
  add(...(await compareTrays(desktop, filled, { rounds, idleMs: waits, name })));
  if (customers === (quick ? main : 1000)) add(await compareProcessor(desktop, filled, quick ? 20 : 300));
  if (customers <= main) add(...(await compareRows(filled.simulator.estate, rounds)));
  await filled.simulator.close();
  rmSync(filled.folder, { recursive: true, force: true });
  if (customers <= main) add(...(await measureSweep(customers)));
}
await desktop.close();
console.log(`\n${tableOf(rows)}\n\n${writeReport(rows)}`);
