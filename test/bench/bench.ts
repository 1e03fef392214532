import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findRuntime } from '../../build/runtime.mjs';
import { checkSystem } from '../../build/system.mjs';
import { firstLine, startChild } from '../desktop/child.ts';
import { startDesktop } from '../desktop/session.ts';
import { parts, plans } from './plan.ts';
import type { Part } from './plan.ts';
import { compareProcessor } from './processor.ts';
import { fillProfile } from './profile.ts';
import { medianRows, readReport, tableOf, writeReport } from './report.ts';
import type { Row } from './report.ts';
import { measureSize } from './size.ts';
import { compareTrays } from './tray.ts';
import { measureWindow } from './window.ts';

/**
 * Measures the built program against the bare runtime: npm run bench. With --quick on fewer customers, for a first
 * look; with --only one part of it, whose figures are printed alone. Reported, not judged: what a machine can do is its
 * own affair. --check is for the tests: it ends with 1 where the work was not done, or not told as it should be.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const only = parts.find((part) => part === values.only);
if (values.only !== undefined && only === undefined)
  throw new Error(`Usage: bench.ts [--quick | --check] [--only ${parts.join(' | ')}]`);
const does = (part: Part): boolean => only === undefined || only === part;
const plan = plans[values.check ? 'check' : values.quick ? 'quick' : 'full'];

const rows: Row[] = [];
/** What a module of its own measures in a process of its own, with the heap that the program has. */
async function measuredBy(module: string, ...numbers: number[]): Promise<Row[]> {
  const path = fileURLToPath(new URL(module, import.meta.url));
  const child = startChild(process.execPath, [path, ...numbers.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await firstLine(module, child, 1)) as Row[];
}
const add = (...more: Row[]): void => {
  rows.push(...more);
  for (const row of more) console.log(tableOf([row]).split('\n')[2]);
};

checkSystem({ executable: (await findRuntime()).executable, desktop: true, tell: console.log });
const desktop = await startDesktop();
// The keyring of that desktop is the one to put the secret into.
process.env['DBUS_SESSION_BUS_ADDRESS'] = desktop.env['DBUS_SESSION_BUS_ADDRESS'];

for (const { customers, trays, processor, window, rows: rounds, sweeps } of plan.sizes) {
  const wanted: Part[] = ['trays', 'processor'];
  if (window !== undefined) wanted.push('window');
  if (wanted.some(does)) {
    const filled = await fillProfile(customers, { pollMinutes: plan.pollMinutes });
    if (does('trays')) add(...(await compareTrays(desktop, filled, trays)));
    if (does('processor')) add(await compareProcessor(desktop, filled, processor));
    if (window !== undefined && does('window')) add(...(await measureWindow(desktop, filled, window)));
    await filled.simulator.close();
    rmSync(filled.folder, { recursive: true, force: true, maxRetries: 5 });
  }
  if (does('rows')) add(...(await measuredBy('rows-process.ts', customers, rounds)));
  if (does('sweep')) {
    const runs: Row[][] = [];
    for (let run = 0; run < sweeps; run += 1) runs.push(await measuredBy('sweep-process.ts', customers));
    add(...medianRows(runs));
  }
}
await desktop.close();
if (plan.size && does('size')) add(await measureSize());
console.log(`\n${tableOf(rows)}`);
// The report is that of a whole run, and no check takes its place.
const name = values.check ? 'bench-check' : 'bench';
if (only === undefined) console.log(`\n${writeReport(name, rows)}`);
if (values.check && only === undefined) {
  const written = readReport(name);
  if (written.length === 0 || written.length !== rows.length)
    throw new Error(`${written.length} figures were written of ${rows.length}.`);
  console.log(`${written.length} figures were written as they should be.`);
}
