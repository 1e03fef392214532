import type { DatabaseSync } from 'node:sqlite';

/** What SQLite finds wrong with a database, looking at every page and index of it; null where it is sound. */
export function verdictOf(database: DatabaseSync): string | null {
  const [verdict] = Object.values(database.prepare('pragma integrity_check(1)').get() ?? {});
  return verdict === 'ok' ? null : String(verdict);
}
