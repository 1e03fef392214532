import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '../../build/runtime/places.mjs';
import type { Desktop } from '../desktop/session.ts';
import { bare, launch } from './launch.ts';
import type { Size } from './plan.ts';
import { memoryOf } from './processes.ts';
import type { Filled } from './profile.ts';
import { against, median } from './report.ts';
import type { Row } from './report.ts';

const megabyte = 1_000_000;

/** What is started: a folder, and the arguments for it. */
type Command = readonly [folder: string, ...args: string[]];

/** Starts a program and ends it: milliseconds until its icon was there. */
async function startOf(desktop: Desktop, command: Command): Promise<number> {
  const program = await launch(desktop, ...command);
  await program.stop();
  return program.ms;
}

/** Starts a program, and ends it so long after its icon was there: megabytes that it held then. */
async function heldBy(desktop: Desktop, command: Command, idleMs: number): Promise<number> {
  const program = await launch(desktop, ...command);
  await wait(idleMs);
  const megabytes = memoryOf(program.pid) / megabyte;
  await program.stop();
  return megabytes;
}

/**
 * The bare program and ours in turn: until the icon is in the tray, and then what they hold in memory some time later,
 * without the window and with it, on a list of jobs and the details of one. The starts follow each other at once: one
 * after a minute in which the machine had nothing to do takes half as long again, whichever program it is.
 */
export async function compareTrays(
  desktop: Desktop,
  filled: Filled,
  { starts, looks, idleMs, openMs }: Size['trays'],
): Promise<Row[]> {
  const nothing = mkdtempSync(join(tmpdir(), 'bare-'));
  const profile = `--user-data-dir=${filled.folder}`;
  const bareTray: Command = [bare, `--user-data-dir=${nothing}`];
  const tray: Command = [projectRoot, profile, '--hidden'];
  const window: Command = [projectRoot, profile, `jobwatch://job/${encodeURIComponent(filled.job)}`];
  const start = { bare: [] as number[], ours: [] as number[] };
  const memory = { bare: [] as number[], ours: [] as number[], open: [] as number[] };
  for (let round = 0; round < starts; round += 1) {
    start.bare.push(await startOf(desktop, bareTray));
    start.ours.push(await startOf(desktop, tray));
  }
  for (let round = 0; round < looks; round += 1) {
    memory.bare.push(await heldBy(desktop, bareTray, idleMs));
    memory.ours.push(await heldBy(desktop, tray, idleMs));
    memory.open.push(await heldBy(desktop, window, openMs));
  }
  rmSync(nothing, { recursive: true, force: true, maxRetries: 5 });
  const name = `${filled.simulator.estate.customers.length.toLocaleString('en-US')} customers`;
  return [
    against(`Start to icon in the tray, ${name}`, 'ms', median(start.ours), median(start.bare), '≤ 1.15 ×'),
    against(
      `Memory after ${idleMs / 1000} s, tray alone, ${name}`,
      'MB',
      median(memory.ours),
      median(memory.bare),
      '≤ 0.95 ×',
    ),
    against(
      `Memory after ${openMs / 1000} s, window on Jobs, ${name}`,
      'MB',
      median(memory.open),
      median(memory.bare),
      '≤ 1.5 ×',
    ),
  ];
}
