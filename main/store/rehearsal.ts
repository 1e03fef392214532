import type { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../avepoint/clock.ts';
import { createPruning } from './prune.ts';
import { createRepository } from './repository.ts';
import { createWindowSource } from './window-source.ts';

/**
 * Compiles everything that is ever asked of a database, and asks nothing. SQLite throws where a table or a trigger is
 * not as it was made: a changed letter in its words is no damage to SQLite, but another name.
 */
export function rehearse(database: DatabaseSync): void {
  createRepository(database);
  createWindowSource(database, systemClock);
  createPruning(database, () => 0, systemClock);
}
