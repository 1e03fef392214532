import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { projectRoot } from '../../build/runtime/places.mjs';
import { createClient } from '../../main/avepoint/index.ts';
import { systemClock } from '../../main/avepoint/clock.ts';
import { createMover } from '../../main/store/checkpoints.ts';
import { openWatch } from '../../main/watch.ts';
import type { Watch } from '../../main/watch.ts';
import { defaultPolicy } from '../../shared/policy.ts';
import { until } from '../desktop/until.ts';
import { measured } from './estate.ts';
import { patienceMs } from './plan.ts';
import { against, alone } from './report.ts';
import type { Row } from './report.ts';
import { startService } from './service.ts';

const parallel = 16;
const latencyMs = 50;

/**
 * The end of a watch's first sweep; the database is left alone meanwhile, since a look at it would be measured, too.
 */
async function finished(watch: Watch): Promise<void> {
  const isSweeping = (): boolean => (watch.monitor?.sweep ?? null) !== null;
  await until('the beginning of the sweep', isSweeping, patienceMs);
  await until('the end of the sweep', () => !isSweeping(), patienceMs);
}

/**
 * A whole sweep by client, monitor and database as the program joins them, without the window, against a simulator in
 * another process that answers after 50 ms; beside what sixteen requests at a time take if nothing else took any time.
 */
export async function measureSweep(customers: number): Promise<Row[]> {
  const service = await startService({ ...measured, customers, latencyMs });
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-sweep-'));
  const silent = {
    detail: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const { connection } = service;
  const client = createClient({
    connection,
    credential: { kind: 'secret', secret: connection.clientSecret },
    generation: 'modern',
    // The usual limit is kinder to the service than this measurement is.
    load: { parallel, perSecond: 10_000 },
    fetch,
    clock: systemClock,
  });
  const watch = openWatch({
    file: join(folder, 'jobs.db'),
    examine: () => Promise.resolve(null),
    moverFor: createMover(join(projectRoot, 'main/store/checkpoint-worker.ts')),
    clock: systemClock,
    log: silent,
    policy: () => defaultPolicy,
    keepDays: () => 400,
    renamed: () => undefined,
    startedAt: Date.now(),
    show: () => Promise.resolve(true),
    onChange: () => undefined,
    onStored: () => undefined,
    onStorageError: (error) => {
      throw error;
    },
    onDamage: (words) => {
      throw new Error(words);
    },
  });
  try {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    watch.poll({ client, intervalMs: 300_000, parallel, expiresAt: null, paused: false });
    await finished(watch);
    delay.disable();
    const { jobs, lastSweep } = watch.estate();
    if (jobs !== customers * measured.jobsPerCustomer) throw new Error(`The sweep brought ${jobs} jobs.`);
    const name = `${customers.toLocaleString('en-US')} customers`;
    return [
      against(
        `Whole sweep of ${name}`,
        's',
        (lastSweep?.ms ?? NaN) / 1000,
        (customers * latencyMs) / parallel / 1000,
        '≤ 1.1 ×',
      ),
      alone(
        `Longest block of the event loop, 99.9 % of a sweep of ${name}`,
        'ms',
        delay.percentile(99.9) / 1e6,
        '≤ 30 ms',
      ),
    ];
  } finally {
    await watch.close();
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
