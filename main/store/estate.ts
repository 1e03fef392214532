import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Estate } from '../../shared/state.ts';
import { countByOutcome } from './job-queries.ts';

const customersSchema = z.object({
  customers: z.number(),
  unreachable: z.number(),
  waiting: z.number(),
  checkedAt: z.number().nullable(),
});

/** Makes the query for the whole estate in figures. */
export function createEstateQuery(database: DatabaseSync): () => Estate {
  const customers = database.prepare(`
    select count(*) as customers, count(problem) as unreachable,
      count(*) filter (where baseline_at is null and problem is null) as waiting, max(checked_at) as checkedAt
    from customers where listed = 1`);
  const jobs = database.prepare('select outcome, count(*) as jobs from jobs group by outcome');
  return () => {
    const outcomes = countByOutcome(jobs.all());
    return {
      ...customersSchema.parse(customers.get()),
      jobs: Object.values(outcomes).reduce((a, b) => a + b, 0),
      outcomes,
    };
  };
}
