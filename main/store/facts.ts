import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const rowSchema = z.object({ value: z.string() }).optional();

/** Single facts by name, kept through restarts. */
export interface Facts {
  /** What is known under a name; null where nothing is, or nothing of this shape. */
  get<T>(name: string, schema: z.ZodType<T>): T | null;
  set(name: string, value: unknown): void;
}

export function createFacts(database: DatabaseSync): Facts {
  const read = database.prepare('select value from facts where name = ?');
  const write = database.prepare(
    'insert into facts (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  );
  return {
    get: (name, schema) => {
      const row = rowSchema.parse(read.get(name));
      return row === undefined ? null : schema.nullable().catch(null).parse(JSON.parse(row.value));
    },
    set: (name, value) => {
      write.run(name, JSON.stringify(value));
    },
  };
}
