import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Preferences } from '../../shared/preferences.ts';
import { openDatabase } from '../../main/store/database.ts';
import { createFacts } from '../../main/store/facts.ts';
import type { Simulator } from '../../simulator/index.ts';
import { startSimulator } from '../../simulator/index.ts';
import { connectProfile } from '../crash/profile.ts';
import { measured } from './estate.ts';
import { fillDatabase } from './fill.ts';

const historyDays = 7;
const keySchema = z.object({ key: z.string() });

/** A profile that is connected to a simulator of so many customers and has watched it for a week. */
export interface Filled {
  folder: string;
  /** The key of one of its jobs. */
  job: string;
  simulator: Simulator;
}

/**
 * Makes one, with usual preferences but for those that are given. The keyring of this process's bus takes the secret.
 */
export async function fillProfile(
  customers: number,
  preferences: Partial<Preferences> = {},
): Promise<Filled> {
  const simulator = await startSimulator({ customers, ...measured });
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-bench-'));
  const file = await connectProfile(folder, simulator, preferences);
  mkdirSync(dirname(file), { recursive: true });
  const { database } = openDatabase(file, Date.now());
  await fillDatabase(database, simulator.estate, historyDays, Date.now());
  // A usual minute is measured, not the one in a week in which the file is read from end to end.
  createFacts(database).set('examined', { at: Date.now() });
  const { key } = keySchema.parse(database.prepare('select key from jobs order by id limit 1').get());
  database.close();
  return { folder, job: key, simulator };
}
