import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  acknowledgementSchema,
  alertEventSchema,
  alertKindSchema,
  alertRowSchema,
  toldSchema,
} from '../../shared/alert.ts';
import { jobSchema } from '../../shared/model.ts';
import { outcomeSchema } from '../../shared/outcome.ts';
import { problemSchema } from '../../shared/problem.ts';

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, context) => {
    try {
      const parsed = schema.safeParse(JSON.parse(text));
      if (parsed.success) return parsed.data;
    } catch {
      // Said below, as for what is JSON and not what it should be.
    }
    context.addIssue('not what was written');
    return z.NEVER;
  });

/**
 * What the columns of each table that mean something to us may hold. Where few values are used, each is looked at once.
 */
const rules: readonly (readonly [table: string, question: string, row: z.ZodType])[] = [
  [
    'jobs',
    'select outcome, gaps from jobs',
    z.object({ outcome: outcomeSchema, gaps: json(z.array(z.number())) }),
  ],
  ['job_answers', 'select body from job_answers', z.object({ body: json(jobSchema) })],
  [
    'runs',
    'select distinct outcome, told from runs',
    z.object({ outcome: outcomeSchema, told: toldSchema.nullable() }),
  ],
  [
    'customers',
    'select tags, problem from customers',
    z.object({ tags: json(z.array(z.string())), problem: json(problemSchema).nullable() }),
  ],
  [
    'alerts',
    'select kind, acknowledged, ended_as from alerts',
    z.object({
      kind: alertKindSchema,
      acknowledged: json(acknowledgementSchema).nullable(),
      ended_as: alertRowSchema.shape.endedAs,
    }),
  ],
  ['alert_events', 'select distinct type from alert_events', z.object({ type: alertEventSchema.shape.type })],
  ['facts', 'select value from facts', z.object({ value: json(z.unknown()) })],
];

/**
 * What of the contents of a database of the present version cannot be what was written: SQLite finds damage to its own
 * structure, and takes a changed byte within a text for the text. Null where all of it can be read.
 */
export function wrongContents(database: DatabaseSync): string | null {
  for (const [table, question, schema] of rules) {
    for (const row of database.prepare(question).iterate())
      if (!schema.safeParse(row).success) return `the table ${table} holds what was never written`;
  }
  return null;
}
