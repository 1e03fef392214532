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

interface Seen {
  start: number[];
  /** Megabytes. */
  memory: number[];
}

const megabyte = 1_000_000;

/** Starts a program, and where its memory is to be looked at, waits so long before. */
async function look(
  seen: Seen,
  desktop: Desktop,
  idleMs: number | null,
  folder: string,
  ...args: string[]
): Promise<void> {
  const program = await launch(desktop, folder, ...args);
  seen.start.push(program.ms);
  if (idleMs !== null) {
    await wait(idleMs);
    seen.memory.push(memoryOf(program.pid) / megabyte);
  }
  await program.stop();
}

/**
 * The bare program and ours in turn: until the icon is in the tray, and what they hold in memory some time later, without
 * the window and with it, on a list of jobs and the details of one. Memory varies less from start to start than the start
 * itself, and takes longer to look at: `looks` may be fewer than `starts`.
 */
export async function compareTrays(
  desktop: Desktop,
  filled: Filled,
  { starts, looks, idleMs, openMs }: Size['trays'],
): Promise<Row[]> {
  const nothing = mkdtempSync(join(tmpdir(), 'bare-'));
  const profile = `--user-data-dir=${filled.folder}`;
  const details = `jobwatch://job/${encodeURIComponent(filled.job)}`;
  const of = (): Seen => ({ start: [], memory: [] });
  const seen = { bare: of(), ours: of(), open: of() };
  for (let round = 0; round < starts; round += 1) {
    const idle = round < looks ? idleMs : null;
    await look(seen.bare, desktop, idle, bare, `--user-data-dir=${nothing}`);
    await look(seen.ours, desktop, idle, projectRoot, profile, '--hidden');
    if (idle !== null) await look(seen.open, desktop, openMs, projectRoot, profile, details);
  }
  rmSync(nothing, { recursive: true, force: true });
  const middle = (program: keyof typeof seen, what: keyof Seen): number => median(seen[program][what]);
  const name = `${filled.simulator.estate.customers.length.toLocaleString('en-US')} customers`;
  return [
    against(
      `Start to icon in the tray, ${name}`,
      'ms',
      middle('ours', 'start'),
      middle('bare', 'start'),
      '≤ 1.15 ×',
    ),
    against(
      `Memory after ${idleMs / 1000} s, tray alone, ${name}`,
      'MB',
      middle('ours', 'memory'),
      middle('bare', 'memory'),
      '≤ 0.95 ×',
    ),
    against(
      `Memory after ${openMs / 1000} s, window on Jobs, ${name}`,
      'MB',
      middle('open', 'memory'),
      middle('bare', 'memory'),
      '≤ 1.5 ×',
    ),
  ];
}
