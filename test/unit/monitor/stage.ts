import { afterEach } from 'vitest';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import type { JobsAnswer } from '../../../main/avepoint/rows.ts';
import { createMonitor } from '../../../main/monitor/monitor.ts';
import type { Monitor } from '../../../main/monitor/monitor.ts';
import type { Repository } from '../../../main/monitor/repository.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { createRepository } from '../../../main/store/repository.ts';
import { problem } from '../../../shared/problem.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { handClock } from '../avepoint/hand-clock.ts';
import type { HandClock } from '../avepoint/hand-clock.ts';
import { answerOf, customers, minute, policyWith, run, silentLog, start } from './help.ts';

export const interval = 10 * minute;

/** A monitor over a store in memory, a source that does as it is told, and a clock held in the hand. */
export interface Stage {
  clock: HandClock;
  monitor: Monitor;
  repository: Repository;
  ids: string[];
  /** Polls and lists as they were asked for. */
  asked: string[];
  atOnce: number;
  /** What a question meets; null for an answer. Either may take time. */
  list: () => ProblemCode | null;
  jobs: (id: string) => ProblemCode | null;
  takes: number;
  /** How far the system's clock is set wrong, in milliseconds. */
  wrongBy: number;
  errors: unknown[];
  stored: number;
  /** Whether the disk refuses what follows a write. */
  refusesAfterwards: boolean;
  sweeps: number;
  notices(): string[];
}

const monitors: Monitor[] = [];
afterEach(async () => {
  for (const monitor of monitors.splice(0)) await monitor.stop();
});

/** Makes it with so many customers; `spoil` replaces methods of the store. */
export function createStage(
  count = 10,
  spoil: (repository: Repository) => Partial<Repository> = () => ({}),
): Stage {
  const clock = handClock(start);
  const real = createRepository(openDatabase(':memory:', start).database);
  const counting: Repository = {
    ...real,
    recordSweep: (at, ms) => {
      stage.sweeps += 1;
      real.recordSweep(at, ms);
    },
  };
  const repository = { ...counting, ...spoil(counting) };
  let underWay = 0;
  const meet = async (name: string, signal: AbortSignal, seen: () => ProblemCode | null): Promise<void> => {
    stage.asked.push(name);
    underWay += 1;
    stage.atOnce = Math.max(stage.atOnce, underWay);
    if (stage.takes > 0) {
      await new Promise<void>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        clock.after(stage.takes, resolve);
      }).finally(() => (underWay -= 1));
    } else underWay -= 1;
    const code = seen();
    if (code !== null) throw new ServiceFailure(problem(code));
  };
  const stage: Stage = {
    clock,
    repository,
    ids: Array.from({ length: count }, (_, i) => `c${i}`),
    asked: [],
    atOnce: 0,
    list: () => null,
    jobs: () => null,
    takes: 0,
    wrongBy: 0,
    errors: [],
    stored: 0,
    refusesAfterwards: false,
    sweeps: 0,
    notices: () => real.pendingNotices().map(({ title }) => title),
    monitor: createMonitor({
      source: {
        listCustomers: async (signal) => {
          await meet('list', signal, () => stage.list());
          return { customers: customers(...stage.ids), unreadable: 0 };
        },
        listJobs: async (id, signal): Promise<JobsAnswer> => {
          await meet(id, signal, () => stage.jobs(id));
          return answerOf([run('success', 'r1', start, { customerId: id })]);
        },
      },
      repository,
      // The time of day comes in whole milliseconds, whenever a timer goes off.
      clock: { ...clock, now: () => Math.round(clock.now()) + stage.wrongBy },
      log: silentLog,
      policy: () => policyWith(),
      intervalMs: interval,
      parallel: 4,
      random: () => 0.5,
      onChange: () => undefined,
      onNotices: () => undefined,
      onStored: () => {
        if (stage.refusesAfterwards) throw new Error('the disk is full');
        stage.stored += 1;
      },
      onStorageError: (error) => stage.errors.push(error),
    }),
  };
  monitors.push(stage.monitor);
  return stage;
}
