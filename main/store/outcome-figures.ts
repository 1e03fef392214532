import { z } from 'zod';
import { outcomes } from '../../shared/outcome.ts';
import { outcomeCountsSchema } from '../../shared/state.ts';
import type { OutcomeCounts } from '../../shared/state.ts';

/** The number of jobs of each outcome over customers, as JSON. */
export const outcomeSums = `json_object(${outcomes
  .map((outcome) => `'${outcome}', coalesce(sum(${outcome}), 0)`)
  .join(', ')})`;

/** The same over jobs. */
export const outcomeTallies = `json_object(${outcomes
  .map((outcome) => `'${outcome}', count(*) filter (where jobs.outcome = '${outcome}')`)
  .join(', ')})`;

/** The row of a query that answers with either of them as `counts`. */
export const countsSchema = z
  .object({ counts: z.string() })
  .transform(({ counts }) => outcomeCountsSchema.parse(JSON.parse(counts)));

/** No job of any outcome. */
export const noJobs: OutcomeCounts = {
  failure: 0,
  warning: 0,
  unknown: 0,
  running: 0,
  success: 0,
  neutral: 0,
  idle: 0,
};

export const sumOf = (counts: OutcomeCounts): number => Object.values(counts).reduce((a, b) => a + b, 0);
