import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { SeenCadence, SeenCadences } from '../monitor/suggest-limits.ts';

const seenSchema: z.ZodType<SeenCadence> = z.object({
  service: z.string(),
  module: z.string(),
  usual: z.number(),
  widest: z.number(),
  jobs: z.number(),
});

/** Rounded up to the hour, so that thousands of jobs are a few rows. */
const hours = (column: string): string => `(${column} + 3599999) / 3600000 * 3600000`;

const select = `
  select service, module, ${hours('usual_gap')} as usual, ${hours('widest_gap')} as widest, count(*) as jobs
  from jobs`;
const grouped = 'usual_gap is not null group by 1, 2, 3, 4';

/** Makes the questions about how often runs finish. */
export function createCadenceQueries(database: DatabaseSync): SeenCadences {
  const ofModules = database.prepare(`${select} where ${grouped}`);
  const ofCustomer = database.prepare(`${select} where customer_id = ? and ${grouped}`);
  const parsed = (rows: readonly unknown[]): SeenCadence[] => rows.map((row) => seenSchema.parse(row));
  return {
    ofModules: () => parsed(ofModules.all()),
    ofCustomer: (customerId) => parsed(ofCustomer.all(customerId)),
  };
}
