import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '../../build/runtime/places.mjs';
import type { Desktop } from '../desktop/session.ts';
import { bare, launch } from './launch.ts';
import { memoryOf } from './processes.ts';
import type { Filled } from './profile.ts';
import { against, median } from './report.ts';
import type { Row } from './report.ts';

interface Seen {
  start: number;
  memory: number;
}

const megabyte = 1_000_000;

async function look(
  desktop: Desktop,
  folder: string,
  profile: string,
  idleMs: number,
  ...args: string[]
): Promise<Seen> {
  const program = await launch(desktop, folder, `--user-data-dir=${profile}`, ...args);
  await wait(idleMs);
  const memory = memoryOf(program.pid) / megabyte;
  await program.stop();
  return { start: program.ms, memory };
}

/**
 * The bare program and ours in turn: until the icon is in the tray, and what they hold in memory some time later, without
 * the window and with it, on a list of jobs and the details of one.
 */
export async function compareTrays(
  desktop: Desktop,
  filled: Filled,
  { rounds, idleMs, name }: { rounds: number; idleMs: number; name: string },
): Promise<Row[]> {
  const nothing = mkdtempSync(join(tmpdir(), 'bare-'));
  const seen: Record<'bare' | 'ours' | 'open', Seen[]> = { bare: [], ours: [], open: [] };
  for (let round = 0; round < rounds; round += 1) {
    seen.bare.push(await look(desktop, bare, nothing, idleMs));
    seen.ours.push(await look(desktop, projectRoot, filled.folder, idleMs, '--hidden'));
    seen.open.push(
      await look(
        desktop,
        projectRoot,
        filled.folder,
        idleMs,
        `jobwatch://job/${encodeURIComponent(filled.job)}`,
      ),
    );
  }
  rmSync(nothing, { recursive: true, force: true });
  const middle = (of: keyof typeof seen, what: keyof Seen): number =>
    median(seen[of].map((one) => one[what]));
  const idle = `after ${idleMs / 1000} s`;
  return [
    against(
      `Start to icon in the tray, ${name}`,
      'ms',
      middle('ours', 'start'),
      middle('bare', 'start'),
      '≤ 1.15 ×',
    ),
    against(
      `Memory ${idle}, tray alone, ${name}`,
      'MB',
      middle('ours', 'memory'),
      middle('bare', 'memory'),
      '≤ 0.95 ×',
    ),
    against(
      `Memory ${idle}, window on Jobs, ${name}`,
      'MB',
      middle('open', 'memory'),
      middle('bare', 'memory'),
      '≤ 1.5 ×',
    ),
  ];
}
