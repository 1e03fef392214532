import type { DatabaseSync } from 'node:sqlite';
import type { Customer, Reading } from '../../../shared/model.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { defaultPolicy } from '../../../shared/policy.ts';
import type { Policy } from '../../../shared/policy.ts';
import type { Told } from '../../../shared/alert.ts';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import type { JobsAnswer, ObservedJob } from '../../../main/avepoint/rows.ts';
import type { Log } from '../../../main/monitor/log.ts';
import { poll } from '../../../main/monitor/poll.ts';
import type { PollResult } from '../../../main/monitor/poll.ts';
import type { Notice, Repository } from '../../../main/monitor/repository.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { createRepository } from '../../../main/store/repository.ts';
import { problem } from '../../../shared/problem.ts';
import type { ProblemCode } from '../../../shared/problem.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** A Saturday afternoon. */
export const start = Date.UTC(2026, 2, 14, 15);

export const silentLog: Log = {
  detail: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export const policyWith = (changes: Partial<Policy> = {}): Policy => ({ ...defaultPolicy, ...changes });

const nothing: Reading = { text: null, value: null };

export const reading = (value: number | null): Reading =>
  value === null ? nothing : { text: String(value), value };

const statuses: Readonly<Record<Outcome, string>> = {
  failure: 'Failed',
  warning: 'Finished with Exception',
  unknown: 'Strange',
  running: 'In Progress',
  success: 'Finished',
  neutral: 'Skipped',
  idle: 'Not Started',
};

/** A row as a source gives it; each field that is not named is empty. */
export function row(outcome: Outcome, fields: Partial<ObservedJob> = {}): ObservedJob {
  const module = fields.module ?? 'Exchange Online';
  const customerId = fields.customerId ?? 'c1';
  const made = {
    key: `${customerId}-${module}`,
    customerId,
    service: 'Microsoft 365',
    module,
    name: null,
    runId: null,
    status: statuses[outcome],
    outcome,
    total: nothing,
    failed: nothing,
    successful: nothing,
    skipped: nothing,
    warnings: nothing,
    size: nothing,
    duration: nothing,
    start: nothing,
    end: nothing,
    modified: nothing,
    ...fields,
  };
  return { ...made, raw: fields.raw ?? JSON.stringify([made.runId, made.status, made.start, made.end]) };
}

/** The row of a run with an ID that began at `at` (UTC ms) and, where it has ended, ended 30 minutes later. */
export function run(
  outcome: Outcome,
  runId: string,
  at = start,
  fields: Partial<ObservedJob> = {},
): ObservedJob {
  const ended = outcome !== 'running';
  return row(outcome, {
    runId,
    start: reading(at),
    end: reading(ended ? at + 30 * minute : null),
    duration: reading(ended ? 30 * minute : null),
    ...fields,
  });
}

export const customers = (...ids: string[]): Customer[] =>
  ids.map((id) => ({ id, name: `Customer ${id}`, ownerEmail: null, country: null, tenantStatus: null }));

/** One database with the monitor's decisions over it, told by a time that the test sets. */
export interface World {
  now: number;
  policy: Policy;
  readonly database: DatabaseSync;
  readonly repository: Repository;
  /** Polls a customer; of several rows of one job the last one is the latest. */
  see(rows: readonly ObservedJob[], customerId?: string): Promise<Extract<PollResult, { ok: true }>>;
  /** Polls a customer in vain. */
  miss(code: ProblemCode, customerId?: string): Promise<Extract<PollResult, { ok: false }>>;
  disconnected: boolean;
  notices(): Notice[];
  /** What was told of each bad run, in the order of their IDs. */
  told(): Record<string, Told | null>;
  /** The alerts that are open: kind, and how many runs it counts. */
  open(): string[];
}

/** `listed`: the customers; `file`: the database, in memory where none is named. */
export function createWorld(
  listed: readonly string[] = ['c1'],
  policy: Partial<Policy> = {},
  file = ':memory:',
): World {
  const { database } = openDatabase(file, start);
  const repository = createRepository(database);
  repository.saveCustomers(customers(...listed), start);
  let answer: () => Promise<JobsAnswer>;
  const ask = (customerId: string): Promise<PollResult> =>
    poll(
      {
        source: {
          listCustomers: () => Promise.reject(new Error('not asked here')),
          listJobs: () => answer(),
        },
        repository,
        clock: { now: () => world.now, elapsed: () => 0, after: () => () => undefined },
        log: silentLog,
        policy: () => world.policy,
        isDisconnected: () => world.disconnected,
      },
      { id: customerId, name: `Customer ${customerId}`, tags: ['gold'], restless: false },
      new AbortController().signal,
    );
  const world: World = {
    now: start,
    policy: policyWith(policy),
    database,
    repository,
    disconnected: false,
    see: async (rows, customerId = 'c1') => {
      answer = async () => answerOf(rows);
      const result = await ask(customerId);
      if (!result.ok) throw new Error(result.problem.code);
      return result;
    },
    miss: async (code, customerId = 'c1') => {
      answer = () => Promise.reject(new ServiceFailure(problem(code)));
      const result = await ask(customerId);
      if (result.ok) throw new Error('it was answered');
      return result;
    },
    notices: () => repository.pendingNotices(),
    told: () =>
      Object.fromEntries(
        database
          .prepare(`select run_key, told from runs where told is not null order by run_key`)
          .all()
          .map((r) => [String(r['run_key']), r['told'] as Told]),
      ),
    open: () =>
      database
        .prepare('select kind, runs from alerts where ended_at is null order by kind')
        .all()
        .map((r) => `${String(r['kind'])} ${String(r['runs'])}`),
  };
  return world;
}

/** The rows as an answer: the last row of each job is the job, the others are earlier ones. */
export function answerOf(rows: readonly ObservedJob[]): JobsAnswer {
  const jobs = [...new Map(rows.map((r) => [r.key, r])).values()];
  return { jobs, earlier: rows.filter((r) => !jobs.includes(r)), unreadable: 0 };
}
