import type { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../shared/outcome.ts';
import { newFile, openFile } from '../store/folder.ts';
import { poll } from '../../../main/monitor/poll.ts';
import type { Repository } from '../../../main/monitor/repository.ts';
import { createRepository } from '../../../main/store/repository.ts';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import { problem } from '../../../shared/problem.ts';
import { answerOf, customers, day, hour, minute, policyWith, run, silentLog, start } from './help.ts';
import { answered, createModel } from './model/model.ts';
import type { SourceRun } from './model/source.ts';

const days = 30;
const customerIds = Array.from({ length: 200 }, (_, i) => `c${i}`);
const modules = [
  'Exchange Online',
  'SharePoint Online',
  'OneDrive',
  'Teams',
  'Groups',
  'Project',
  'Yammer',
  'Planner',
];
const runEvery = 6 * hour;
const runLasts = 150 * minute;
const pollEvery = 2 * hour;

/** Numbers from 0 to 1, the same at each run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface TimelineJob {
  key: string;
  customerId: string;
  module: string;
  offset: number;
  outcomes: Outcome[];
}

/** Jobs that mostly work; one that fails is likely to fail again. */
function createJobs(random: () => number): TimelineJob[] {
  const next = (before: Outcome): Outcome => {
    const dice = random();
    if (before === 'failure') return dice < 0.6 ? 'failure' : 'success';
    if (dice < 0.02) return 'failure';
    if (dice < 0.04) return 'warning';
    return dice < 0.05 ? 'neutral' : 'success';
  };
  return customerIds.flatMap((customerId) =>
    modules.map((module) => {
      const outcomes: Outcome[] = ['success'];
      while (outcomes.length < days * 4 + 4) outcomes.push(next(outcomes.at(-1)!));
      return {
        key: `${customerId}-${module}`,
        customerId,
        module,
        offset: Math.floor(random() * runEvery),
        outcomes,
      };
    }),
  );
}

/** The two latest runs of a job, oldest first. */
function shownAt({ key, offset, outcomes }: TimelineJob, now: number): SourceRun[] {
  const latest = Math.floor((now - start - offset) / runEvery) + 1;
  return [latest - 1, latest].flatMap((index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) return [];
    const at = start + offset + (index - 1) * runEvery;
    return [{ id: `${key}-${index}`, at, outcome: now < at + runLasts ? 'running' : outcome }];
  });
}

test('thirty days of two hundred customers end with the alerts of the model', async () => {
  const began = performance.now();
  const random = createRandom(7);
  const jobs = Map.groupBy(createJobs(random), (job) => job.customerId);
  const model = createModel(true, 1);
  const file = newFile();
  const open = (): DatabaseSync => {
    const { database } = openFile(file);
    // No power fails here: the disk need not be waited for.
    database.exec('pragma synchronous = off');
    return database;
  };
  let database = open();
  let repository: Repository = createRepository(database);
  repository.saveCustomers(customers(...customerIds), start);
  const outageUntil = new Map<string, number>();
  const shown: number[] = [];
  let now = start;
  let polls = 0;
  let failures = 0;
  const policy = policyWith({ overdueHours: 8760, connection: false });
  const clock = { now: () => now, elapsed: () => now - start, after: () => () => undefined };

  const pollOne = async (customerId: string): Promise<void> => {
    const rows = new Map(jobs.get(customerId)!.map((job) => [job.key, shownAt(job, now)]));
    const isOut = (outageUntil.get(customerId) ?? 0) > now;
    if (!isOut) answered(model, customerId, rows, now);
    const listJobs = async (): Promise<ReturnType<typeof answerOf>> => {
      if (isOut) throw new ServiceFailure(problem('serviceUnavailable'));
      return answerOf(
        jobs
          .get(customerId)!
          .flatMap(({ key, module }) =>
            rows.get(key)!.map(({ id, at, outcome }) => run(outcome, id, at, { customerId, module, key })),
          ),
      );
    };
    const source = { listJobs, listCustomers: () => Promise.reject(new Error('not asked')) };
    const parts = {
      source,
      repository,
      clock,
      log: silentLog,
      policy: () => policy,
      isDisconnected: () => false,
    };
    const watched = { id: customerId, name: customerId, tags: [], restless: false };
    await poll(parts, watched, new AbortController().signal);
    polls += 1;
    if (isOut) failures += 1;
  };

  for (; now < start + days * day; now += pollEvery) {
    for (const id of customerIds) {
      // An outage of up to five hours: at its end every run that failed within it is still shown.
      const isSteady = (outageUntil.get(id) ?? 0) < now - 12 * hour;
      if (isSteady && random() < 0.004) outageUntil.set(id, now + random() * 5 * hour);
      await pollOne(id);
    }
    const due = repository.pendingNotices().map(({ id }) => id);
    shown.push(...due);
    repository.markShown(due, now);
    if ((now - start) % (5 * day) === 0) {
      database.close();
      database = open();
      repository = createRepository(database);
    }
  }

  const alerts = database.prepare('select job_key, runs from alerts where ended_at is null').all();
  const expected = [...model.jobs].flatMap(([job, { alert }]) => (alert === null ? [] : [[job, alert.runs]]));
  expect(expected.length).toBeGreaterThan(20);
  expect(alerts.map((row) => [row['job_key'], row['runs']]).toSorted()).toEqual(expected.toSorted());
  const told = database.prepare('select run_key, told from runs where told is not null').all();
  expect(new Map(told.map((row) => [row['run_key'], row['told']]))).toEqual(model.told);
  const notices = database.prepare('select kind, subject from notices').all();
  const words = notices.map(
    ({ kind, subject }) =>
      `${kind === 'recovery' ? 'works' : 'failed'} ${String(subject).split(' ').at(-1)!}`,
  );
  expect(words.toSorted()).toEqual(
    model.said
      .map((said) => said.split(' ').slice(0, 1).concat(said.split(' ').at(-1)!).join(' '))
      .toSorted(),
  );
  expect(new Set(shown).size).toBe(shown.length);
  expect(shown).toHaveLength(notices.length);
  // Every run that failed while somebody looked, or in an outage, was seen.
  const failed = [...jobs.values()].flat().flatMap((job) =>
    job.outcomes.flatMap((outcome, index) => {
      const at = start + job.offset + (index - 1) * runEvery;
      const isOver = at > start && at + runLasts + 10 * hour < now;
      return outcome === 'failure' && isOver ? [`${job.key}-${index}`] : [];
    }),
  );
  expect(failed.filter((id) => !model.told.has(id))).toEqual([]);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${days} days of ${customerIds.length} customers in ${seconds} s: ${polls} polls, ${failures} in vain, ` +
      `${told.length} failed runs, ${notices.length} notices, ${expected.length} alerts open`,
  );
}, 600_000);
