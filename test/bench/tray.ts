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

/** Starts a program, looks at it after a while, and ends it: milliseconds until its icon was there, and megabytes. */
async function look(
  desktop: Desktop,
  idleMs: number,
  folder: string,
  ...args: string[]
): Promise<{ ms: number; megabytes: number }> {
  const program = await launch(desktop, folder, ...args);
  await wait(idleMs);
  const megabytes = memoryOf(program.pid) / megabyte;
  await program.stop();
  return { ms: program.ms, megabytes };
}

/**
 * The bare program and ours in turn: until the icon is in the tray, and then what they hold in memory some time later, without
 * the window and with it, on a list of jobs and the details of one. The starts follow each other at once: one after a
 * minute in which the machine had nothing to do takes half as long again, whichever program it is.
 */
export async function compareTrays(
  desktop: Desktop,
  filled: Filled,
  { starts, looks, idleMs, openMs }: Size['trays'],
): Promise<Row[]> {
  const nothing = mkdtempSync(join(tmpdir(), 'bare-'));
  const profile = `--user-data-dir=${filled.folder}`;
  const details = `jobwatch://job/${encodeURIComponent(filled.job)}`;
  const start = { bare: [] as number[], ours: [] as number[] };
  const memory = { bare: [] as number[], ours: [] as number[], open: [] as number[] };
  const starting = {
    bare: [bare, `--user-data-dir=${nothing}`],
    ours: [projectRoot, profile, '--hidden'],
  } as const;
  for (let round = 0; round < starts; round += 1) {
    start.bare.push((await look(desktop, 0, ...starting.bare)).ms);
    start.ours.push((await look(desktop, 0, ...starting.ours)).ms);
  }
  for (let round = 0; round < looks; round += 1) {
    memory.bare.push((await look(desktop, idleMs, ...starting.bare)).megabytes);
    memory.ours.push((await look(desktop, idleMs, ...starting.ours)).megabytes);
    memory.open.push((await look(desktop, openMs, projectRoot, profile, details)).megabytes);
  }
  rmSync(nothing, { recursive: true, force: true });
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
