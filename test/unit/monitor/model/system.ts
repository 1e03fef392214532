import type { DatabaseSync } from 'node:sqlite';
import type { AlertAction } from '../../../../shared/alert.ts';
import type { Policy } from '../../../../shared/policy.ts';
import { problem } from '../../../../shared/problem.ts';
import type { ProblemCode } from '../../../../shared/problem.ts';
import type { Clock } from '../../../../main/avepoint/clock.ts';
import { ServiceFailure } from '../../../../main/avepoint/failure.ts';
import { createDelivery } from '../../../../main/monitor/delivery.ts';
import type { Delivery } from '../../../../main/monitor/delivery.ts';
import { poll } from '../../../../main/monitor/poll.ts';
import type { Repository } from '../../../../main/monitor/repository.ts';
import { createAlertDesk } from '../../../../main/store/alert-desk.ts';
import { openDatabase } from '../../../../main/store/database.ts';
import { createRepository } from '../../../../main/store/repository.ts';
import { handClock } from '../../avepoint/hand-clock.ts';
import { customers, policyWith, silentLog, start } from '../help.ts';
import type { Source } from './source.ts';

/** The real thing: polls, decisions, the database on disk and the delivery, with a desktop that may refuse. */
export interface System {
  now(): number;
  wait(ms: number): Promise<void>;
  /** Somebody sets the clock on the wall. */
  jump(ms: number): void;
  poll(customer: string): Promise<void>;
  miss(customer: string, code: ProblemCode): Promise<void>;
  act(job: string, action: AlertAction): void;
  restart(): Promise<void>;
  mutes: Set<string>;
  quiet: boolean;
  refuses: boolean;
  /** The notices that the desktop has shown, each as often as it did. */
  readonly shown: number[];
  rows(sql: string): Record<string, unknown>[];
  close(): Promise<void>;
}

export async function createSystem(
  file: string,
  source: Source,
  customerIds: readonly string[],
  { tellAfterwards, afterRuns }: { tellAfterwards: boolean; afterRuns: number },
): Promise<System> {
  const hand = handClock(start);
  let skew = 0;
  const clock: Clock = { ...hand, now: () => hand.now() + skew };
  let database: DatabaseSync;
  let repository: Repository;
  let delivery: Delivery;
  const shown: number[] = [];

  const policy = (): Policy =>
    policyWith({
      afterRuns,
      overdueHours: 8760,
      connection: false,
      mutes: [...system.mutes].map((value) => ({ kind: 'customer', value })),
      quiet: {
        enabled: system.quiet,
        days: [0, 1, 2, 3, 4, 5, 6],
        from: '00:00',
        to: '00:00',
        tellAfterwards,
      },
    });

  const open = (): void => {
    database = openDatabase(file, clock.now()).database;
    repository = createRepository(database);
    delivery = createDelivery({
      repository,
      clock,
      log: silentLog,
      policy,
      show: async ({ notices }) => {
        if (system.refuses) return false;
        shown.push(...notices.map(({ id }) => id));
        return true;
      },
      isSweeping: () => false,
      sweepMs: () => 300_000,
      onChange: () => undefined,
      onStorageError: (error) => {
        throw error;
      },
    });
  };

  const ask = async (customer: string, answer: () => ReturnType<Source['answer']>): Promise<void> => {
    const listJobs = async (): Promise<ReturnType<Source['answer']>> => answer();
    const parts = {
      source: { listCustomers: () => Promise.reject(new Error('not asked')), listJobs },
      repository,
      clock,
      log: silentLog,
      policy,
      isDisconnected: () => false,
    };
    const watched = { id: customer, name: customer, tags: [], restless: false };
    await poll(parts, watched, new AbortController().signal);
    delivery.request();
  };

  const close = async (): Promise<void> => {
    await delivery.end();
    database.close();
  };

  const system: System = {
    mutes: new Set(),
    quiet: false,
    refuses: false,
    shown,
    now: () => clock.now(),
    wait: async (ms) => {
      await hand.advance(ms);
      delivery.request();
      await hand.advance(5000);
    },
    jump: (ms) => {
      skew += ms;
    },
    poll: (customer) => ask(customer, () => source.answer(customer)),
    miss: (customer, code) =>
      ask(customer, () => {
        throw new ServiceFailure(problem(code));
      }),
    act: (job, action) => {
      const ids = system.rows(`select id from alerts where ended_at is null and job_key = '${job}'`);
      createAlertDesk(database, clock).act(
        ids.map(({ id }) => Number(id)),
        action,
      );
    },
    restart: async () => {
      await close();
      open();
      delivery.request();
    },
    rows: (sql) => database.prepare(sql).all(),
    close,
  };
  open();
  repository!.saveCustomers(customers(...customerIds), start);
  return system;
}
