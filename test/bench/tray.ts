import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '../../build/runtime/places.mjs';
import type { Desktop } from '../desktop/session.ts';
import { launch } from './launch.ts';
import { memoryOf, processorOf } from './processes.ts';
import type { Filled } from './profile.ts';
import { against, alone, median } from './report.ts';
import type { Row } from './report.ts';

/** The least that a tray program on Electron can be. */
export const bare = join(projectRoot, 'test/bench/bare');

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

/** The share of one core that the program uses while it polls all customers again and again, its window closed. */
export async function watchProcessor(desktop: Desktop, filled: Filled, seconds: number): Promise<Row> {
  const asked = (): number => filled.simulator.counters.jobs;
  const program = await launch(desktop, projectRoot, `--user-data-dir=${filled.folder}`, '--hidden');
  // Two polls of everybody lie between here and the end, and the start is not counted.
  await wait(5000);
  const before = { seconds: processorOf(program.pid), asked: asked() };
  await wait(seconds * 1000);
  const used = processorOf(program.pid) - before.seconds;
  const polls = asked() - before.asked;
  await program.stop();
  if (polls === 0) throw new Error('Nobody was polled, so that the figure would say nothing.');
  return alone(
    `Processor while polling (${polls} polls in ${seconds} s)`,
    '% of one core',
    (used / seconds) * 100,
    '≤ 1 %',
  );
}
