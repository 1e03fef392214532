import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/**
 * Gives every job of a database that has run four weeks of earlier runs, twice a day, as if Jobwatch had watched all
 * that time: a past cannot be asked for. Run by build/run.mjs.
 */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: plant-past.ts FILE');

const runSchema = z.object({
  job_key: z.string(),
  start_at: z.number(),
  duration: z.number(),
  size: z.number(),
  total: z.number(),
});
const halfDay = 43_200_000;

const database = new DatabaseSync(file);
const latest = database
  .prepare(
    `select job_key, max(start_at) as start_at, coalesce(duration, 600000) as duration, coalesce(size, 0) as size,
       coalesce(total, 100) as total
     from runs where start_at is not null group by job_key`,
  )
  .all();
const add = database.prepare(`
  insert into runs (job_key, run_key, outcome, status, start_at, end_at, duration, size, total, failed, first_seen_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
database.exec('begin');
for (const [index, row] of latest.entries()) {
  const run = runSchema.parse(row);
  for (let ago = 1; ago <= 54; ago += 1) {
    // The same figures at each start, and none like the one beside it.
    const wave = 1 + 0.25 * Math.sin(ago / 3 + index) + 0.1 * Math.sin(ago * index);
    const start = run.start_at - ago * halfDay;
    const duration = Math.round(run.duration * wave);
    const total = Math.round(run.total * (1 - ago / 300));
    // One bad night that many share, and a few failures here and there.
    const isBad = (ago === 23 && index % 6 === 0) || (ago * 31 + index * 17) % 479 === 0;
    const isOdd = (ago * 29 + index * 11) % 211 === 0;
    const outcome = isBad ? 'failure' : isOdd ? 'warning' : 'success';
    const status = isBad ? 'Failed' : isOdd ? 'Finished with exception' : 'Finished';
    const failed = isBad ? Math.ceil(total / 9) : isOdd ? Math.ceil(total / 60) : 0;
    const size = Math.round(run.size * (1 - ago / 200));
    const end = start + duration;
    add.run(run.job_key, `past-${ago}`, outcome, status, start, end, duration, size, total, failed, end);
  }
}
database.exec('commit');
database.close();
