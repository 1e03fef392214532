import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readRows } from '../../main/avepoint/rows.ts';
import { createUnknowns } from '../../main/avepoint/unknowns.ts';
import { textOf } from '../../main/avepoint/values.ts';
import { poll } from '../../main/monitor/poll.ts';
import { openDatabase } from '../../main/store/database.ts';
import { createRepository } from '../../main/store/repository.ts';
import { defaultPolicy } from '../../shared/policy.ts';
import type { Estate } from '../../simulator/estate.ts';
import { against, median } from './report.ts';
import type { Row } from './report.ts';

/** The bytes of each customer's answer, and how many rows there are in all. */
interface Answers {
  bodies: Map<string, string>;
  rows: number;
}

const answersOf = (estate: Estate): Answers => ({
  bodies: new Map(
    estate.customers.map(({ id, jobs }) => [id, JSON.stringify({ data: jobs.map(({ row }) => row) })]),
  ),
  rows: estate.customers.reduce((sum, { jobs }) => sum + jobs.length, 0),
});

const parse = (body: string): Record<string, unknown>[] =>
  (JSON.parse(body) as { data: Record<string, unknown>[] }).data;

/** What nobody can be faster than who keeps the rows: parsing the bytes, and one plain insert for each row. */
function plainly(file: string, { bodies }: Answers, columns: readonly string[]): number {
  const database = new DatabaseSync(file);
  database.exec(`pragma journal_mode = wal; pragma synchronous = normal;
    create table plain (customer text, ${columns.map((name) => `"${name}"`).join(', ')}, raw text)`);
  const insert = database.prepare(
    `insert into plain values (${Array(columns.length + 2)
      .fill('?')
      .join(', ')})`,
  );
  const began = performance.now();
  for (const [id, body] of bodies) {
    database.exec('begin');
    for (const row of parse(body)) {
      const values = columns.map((name) => {
        const value = row[name];
        return typeof value === 'number' || typeof value === 'string' ? value : null;
      });
      insert.run(id, ...values, JSON.stringify(row));
    }
    database.exec('commit');
  }
  const ms = performance.now() - began;
  database.close();
  return ms;
}

/** Ours: from the bytes through reader and decision to the transaction; the first answers, and the same ones again. */
async function ours(
  file: string,
  answers: Answers,
  estate: Estate,
): Promise<{ first: number; again: number }> {
  const { database } = openDatabase(file, Date.now());
  const repository = createRepository(database);
  repository.saveCustomers(
    estate.customers.map(({ id, organization }) => ({
      id,
      name: organization,
      ownerEmail: null,
      country: null,
      tenantStatus: null,
    })),
    Date.now(),
  );
  const spelling = { service: textOf, module: textOf, status: textOf };
  const reader = { spelling, exception: 'warning', unknowns: createUnknowns(() => undefined) } as const;
  const parts = {
    source: {
      listCustomers: () => Promise.reject(new Error('The customers are known.')),
      listJobs: (id: string) => Promise.resolve(readRows(parse(answers.bodies.get(id) ?? ''), id, reader)),
    },
    repository,
    clock: { now: Date.now, elapsed: () => performance.now(), after: () => () => undefined },
    log: { detail: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    policy: () => defaultPolicy,
    isDisconnected: () => false,
  };
  const { signal } = new AbortController();
  const pass = async (): Promise<number> => {
    const began = performance.now();
    for (const customer of repository.customers()) await poll(parts, customer, signal);
    return performance.now() - began;
  };
  const first = await pass();
  const again = await pass();
  const { jobs } = database.prepare('select count(*) as jobs from jobs').get() as { jobs: number };
  if (jobs !== answers.rows) throw new Error(`${jobs} jobs were stored of ${answers.rows}.`);
  database.close();
  return { first, again };
}

/**
 * Milliseconds for a thousand rows from their bytes to the disk, beside parsing and a plain insert of the same rows.
 */
export async function compareRows(estate: Estate, rounds: number): Promise<Row[]> {
  const answers = answersOf(estate);
  const columns = Object.keys(estate.at(0).jobs[0]?.row ?? {});
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-rows-'));
  const seen = { plain: [] as number[], first: [] as number[], again: [] as number[] };
  const perThousand = (ms: number): number => (ms / answers.rows) * 1000;
  for (let round = 0; round < rounds; round += 1) {
    seen.plain.push(perThousand(plainly(join(folder, `plain-${round}.db`), answers, columns)));
    const { first, again } = await ours(join(folder, `ours-${round}.db`), answers, estate);
    seen.first.push(perThousand(first));
    seen.again.push(perThousand(again));
  }
  rmSync(folder, { recursive: true, force: true });
  const floor = median(seen.plain);
  const count = answers.rows.toLocaleString('en-US');
  return [
    against(
      `1,000 rows from bytes to disk, never seen before (${count} rows)`,
      'ms',
      median(seen.first),
      floor,
      '≤ 2 ×',
    ),
    against(
      `1,000 rows from bytes to disk, nothing new (${count} rows)`,
      'ms',
      median(seen.again),
      floor,
      '≤ 2 ×',
    ),
  ];
}
