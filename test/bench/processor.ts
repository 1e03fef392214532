import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { projectRoot } from '../../build/runtime/places.mjs';
import { modernScopes } from '../../main/avepoint/modern.ts';
import type { Simulator } from '../../simulator/index.ts';
import type { Desktop } from '../desktop/session.ts';
import { until } from '../desktop/until.ts';
import { bare, launch } from './launch.ts';
import { processorOf } from './processes.ts';
import { patienceMs } from './plan.ts';
import type { Size } from './plan.ts';
import type { Filled } from './profile.ts';
import { against } from './report.ts';
import type { Row } from './report.ts';

const tokenSchema = z.object({ access_token: z.string() });

interface Used {
  /** Of one core. */
  percent: number;
  polls: number;
}

/** A token of the simulator, as any client with its secret gets one. */
async function tokenOf({ tokenUrl, clientId, clientSecret }: Simulator): Promise<string> {
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: Object.values(modernScopes).join(' '),
    }),
  });
  return tokenSchema.parse(await answer.json()).access_token;
}

/**
 * Tells, asked often, whether everybody was asked for their jobs from now on; the simulator keeps
 * the newest requests alone.
 */
function everybodyAsked({ requests, estate }: Simulator): () => boolean {
  const asked = new Set<string>();
  let since = Date.now();
  return () => {
    const now = Date.now();
    for (const { time, path } of requests) if (time >= since && path.endsWith('/jobs')) asked.add(path);
    since = now;
    return asked.size === estate.customers.length;
  };
}

/** What a program uses in so many seconds, begun when it says that its start is over. */
async function watch(
  desktop: Desktop,
  simulator: Simulator,
  seconds: number,
  { folder, args, settled }: { folder: string; args: string[]; settled: () => Promise<void> },
): Promise<Used> {
  const program = await launch(desktop, folder, ...args);
  try {
    await settled();
    const before = {
      at: performance.now(),
      used: processorOf(program.pid),
      polls: simulator.counters.jobs,
    };
    await wait(seconds * 1000);
    const passed = (performance.now() - before.at) / 1000;
    return {
      percent: ((processorOf(program.pid) - before.used) / passed) * 100,
      polls: simulator.counters.jobs - before.polls,
    };
  } finally {
    await program.stop();
  }
}

/**
 * The share of one core that the program uses while it polls all customers again and again, its window closed; beside
 * the bare program that asks the same simulator for the same jobs at the same pace, parses them and keeps nothing.
 */
export async function compareProcessor(
  desktop: Desktop,
  filled: Filled,
  { settleMs, seconds }: Size['processor'],
): Promise<Row> {
  const { simulator } = filled;
  const isSwept = everybodyAsked(simulator);
  const ours = await watch(desktop, simulator, seconds, {
    folder: projectRoot,
    args: [`--user-data-dir=${filled.folder}`, '--hidden'],
    // The first sweep goes as fast as it may, and is no picture of a day.
    settled: async () => {
      await until('the end of the first sweep', isSwept, patienceMs);
      // During a long one others fell due again, and wait for their turn.
      await wait(settleMs);
    },
  });
  if (ours.polls === 0) throw new Error('Nobody was polled, so that the figure would say nothing.');
  const nothing = mkdtempSync(join(tmpdir(), 'bare-'));
  const every = Math.round((seconds * 1000) / ours.polls);
  const before = simulator.counters.jobs;
  const floor = await watch(desktop, simulator, seconds, {
    folder: bare,
    args: [
      `--user-data-dir=${nothing}`,
      `--ask=${simulator.apiBaseUrl}`,
      `--token=${await tokenOf(simulator)}`,
      `--every=${every}`,
    ],
    settled: () =>
      until('the first poll of the bare program', () => simulator.counters.jobs > before, patienceMs),
  });
  rmSync(nothing, { recursive: true, force: true, maxRetries: 5 });
  if (Math.abs(floor.polls - ours.polls) > Math.max(2, ours.polls / 10))
    throw new Error(`The bare program polled ${floor.polls} times, ours ${ours.polls} times.`);
  const name = `${simulator.estate.customers.length.toLocaleString('en-US')} customers`;
  return against(
    `Processor while polling ${name} (${ours.polls} polls in ${seconds} s)`,
    '% of one core',
    ours.percent,
    floor.percent,
    '≤ 1 %',
  );
}
