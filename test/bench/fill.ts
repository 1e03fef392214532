import type { DatabaseSync } from 'node:sqlite';
import { readRows } from '../../main/avepoint/rows.ts';
import type { JobsAnswer } from '../../main/avepoint/rows.ts';
import { createUnknowns } from '../../main/avepoint/unknowns.ts';
import { textOf } from '../../main/avepoint/values.ts';
import { poll } from '../../main/monitor/poll.ts';
import { createRepository } from '../../main/store/repository.ts';
import { defaultPolicy } from '../../shared/policy.ts';
import type { Estate } from '../../simulator/estate.ts';

const dayMs = 86_400_000;

/**
 * Fills an empty database as the program itself would: the simulator's customers and rows, read by the
 * client's reader, decided upon by the monitor and stored by the repository, and so many earlier runs of each
 * job, one a day. `now`: UTC ms.
 */
export async function fillDatabase(
  database: DatabaseSync,
  estate: Estate,
  days: number,
  now: number,
): Promise<void> {
  const repository = createRepository(database);
  repository.saveCustomers(
    estate.customers.map(({ id, organization, ownerEmail, countryOrRegion, jobStatus }) => ({
      id,
      name: organization,
      ownerEmail,
      country: countryOrRegion,
      tenantStatus: jobStatus.text,
    })),
    now,
  );
  const reader = {
    spelling: { service: textOf, module: textOf, status: textOf },
    exception: 'warning',
    unknowns: createUnknowns(() => undefined),
  } as const;
  const answerFor = (id: string): JobsAnswer =>
    readRows(estate.find(id)?.jobs.map((job) => job.row) ?? [], id, reader);
  const parts = {
    source: {
      listCustomers: () => Promise.reject(new Error('The customers are known.')),
      listJobs: (id: string) => Promise.resolve(answerFor(id)),
    },
    repository,
    clock: { now: () => now, elapsed: () => 0, after: () => () => undefined },
    log: { detail: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    policy: () => defaultPolicy,
    isDisconnected: () => false,
  };
  const { signal } = new AbortController();
  // Without waiting for the disk after each customer; what is filled here can be filled again.
  database.exec('pragma synchronous = off');
  for (const customer of repository.customers()) await poll(parts, customer, signal);
  addHistory(database, days);
  database.exec('pragma synchronous = normal');
}

/** A run a day for each job that has one, each a day before the next; about one of fifty failed. */
function addHistory(database: DatabaseSync, days: number): void {
  database
    .prepare(
      `with recursive back(days) as (select 1 union all select days + 1 from back where days < :days)
       insert into runs (job_key, run_key, outcome, status, start_at, end_at, duration, size, total, failed, successful,
         skipped, warnings, first_seen_at)
       select job_key, run_key || '-' || days, iif((start_at / 1000 + days) % 50 = 0, 'failure', 'success'), 'Finished',
         start_at - days * :day, end_at - days * :day, duration, size, total, 0, total, 0, 0, first_seen_at - days * :day
       from runs, back where start_at is not null`,
    )
    .run({ day: dayMs, days });
}
