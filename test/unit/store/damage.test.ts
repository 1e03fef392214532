import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAlertDesk } from '../../../main/store/alert-desk.ts';
import { openDocument } from '../../../main/store/document.ts';
import { createSettings } from '../../../main/store/settings.ts';
import { defaultPolicy } from '../../../shared/policy.ts';
import { defaultPreferences } from '../../../shared/preferences.ts';
import { createCustomerQueries } from '../../../main/store/customer-queries.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { createEstateQuery } from '../../../main/store/estate.ts';
import { createExportSource } from '../../../main/store/export-source.ts';
import { createJobQueries } from '../../../main/store/job-queries.ts';
import { createPollQueries } from '../../../main/store/poll-queries.ts';
import { createRepository } from '../../../main/store/repository.ts';
import { verdictOf } from '../../../main/store/verdict.ts';
import { everything } from '../../../renderer/state/filter.ts';
import { Estate } from '../../../simulator/estate.ts';
import { random } from '../../../simulator/random.ts';
import { fillDatabase } from '../../bench/fill.ts';
import { newFile, newFolder, openFile } from './folder.ts';

const damages = 200;
const now = Date.UTC(2026, 2, 14, 15);
const clock = { now: () => now, elapsed: () => 0, after: () => () => undefined };
let sound: Buffer;

beforeAll(async () => {
  const file = newFile();
  const { database } = openDatabase(file, now);
  const estate = new Estate({ seed: 3, customers: 5, jobsPerCustomer: 6, now: () => now });
  await fillDatabase(database, estate, 8, now);
  database.close();
  sound = readFileSync(file);
});

/**
 * One to sixty-four bytes that are others, a page of zeros, or an end that is missing: as disks
 * and cables damage files.
 */
function spoil(seed: number, sound: Buffer): Buffer {
  const { int } = random(seed, 'damage');
  const bytes = Buffer.from(sound);
  const kind = int(1, 8);
  if (kind === 1) return bytes.subarray(0, int(1, bytes.length - 1));
  if (kind === 2 && bytes.length > 4096) {
    const page = 4096 * int(0, bytes.length / 4096 - 1);
    return bytes.fill(0, page, page + 4096);
  }
  const length = kind < 6 ? 1 : int(2, 64);
  const at = int(0, bytes.length - length);
  // Never the byte that was there.
  for (let index = at; index < at + length; index += 1) bytes[index] = (bytes[index] ?? 0) ^ int(1, 255);
  return bytes;
}

/** Another letter somewhere in the words by which SQLite knows its tables, indexes and triggers. */
function misspell(seed: number, sound: Buffer, words: readonly string[]): Buffer {
  const { int, pick } = random(seed, 'misspelt');
  const bytes = Buffer.from(sound);
  for (;;) {
    const text = pick(words);
    const at = int(0, text.length - 1);
    // Long words are in several places of the file: a piece of them is found where it stands whole.
    const piece = text.slice(Math.max(0, at - 10), at + 10);
    const place = bytes.indexOf(piece);
    const letter = text.charCodeAt(at);
    if (place < 0 || !/[a-y]/.test(text.charAt(at))) continue;
    bytes[place + Math.min(at, 10)] = letter + 1;
    return bytes;
  }
}

/** Everything that window, tray, monitor and export read. */
function readAll(database: DatabaseSync): void {
  const repository = createRepository(database);
  const jobs = createJobQueries(database, () => now);
  const customers = createCustomerQueries(database);
  const alerts = createAlertDesk(database, clock);
  const exported = createExportSource(database, jobs, alerts);
  for (const { id } of repository.customers()) {
    repository.recall(id);
    repository.reach(id);
    customers.details(id);
  }
  repository.connectionReach();
  repository.pendingNotices();
  for (const { key } of jobs.list({ ...everything, offset: 0, limit: 500 }).rows) {
    jobs.details(key);
    alerts.history(key);
  }
  jobs.choices();
  jobs.failing(100);
  customers.list({ text: '', ids: null, offset: 0, limit: 500 });
  customers.trouble(100);
  createEstateQuery(database, () => now)();
  createPollQueries(database).latest(100);
  alerts.standing();
  for (const pages of [exported.jobs(everything), exported.runs(everything), exported.alerts('open', null)])
    expect([...pages]).not.toEqual(null);
}

describe('a database with a damage anywhere in it', () => {
  it(
    `is read or set aside where the words of its tables are others, ${damages} times`,
    { timeout: 60_000 },
    () => {
      const file = newFile();
      writeFileSync(file, sound);
      const { database: whole } = openFile(file, now);
      const words = whole
        .prepare('select sql from sqlite_schema where sql is not null')
        .all()
        .map(({ sql }) => String(sql));
      let setAsides = 0;
      for (let seed = 1; seed <= damages; seed += 1) {
        const spoilt = newFile();
        writeFileSync(spoilt, misspell(seed, sound, words));
        const { database, setAside } = openFile(spoilt, now);
        if (setAside !== null) setAsides += 1;
        expect(() => readAll(database), `damage ${seed}`).not.toThrow();
        database.close();
      }
      expect(setAsides).toBeGreaterThan(damages / 4);
    },
  );

  it(`is read to its last byte or set aside whole, ${damages} times`, { timeout: 60_000 }, () => {
    const outcomes = { read: 0, setAside: 0 };
    for (let seed = 1; seed <= damages; seed += 1) {
      const file = newFile();
      const bytes = spoil(seed, sound);
      writeFileSync(file, bytes);
      const { database, setAside } = openFile(file, now);
      if (setAside === null) outcomes.read += 1;
      else {
        outcomes.setAside += 1;
        expect(readFileSync(setAside).equals(bytes), `damage ${seed}`).toBe(true);
      }
      expect(() => readAll(database), `damage ${seed}`).not.toThrow();
      createRepository(database).recordSweep(now, 1000);
      expect(verdictOf(database)).toBeNull();
      database.close();
    }
    expect(outcomes.read + outcomes.setAside).toBe(damages);
    expect(Math.min(outcomes.read, outcomes.setAside)).toBeGreaterThan(20);
  });
});

describe('settings with a damage anywhere in them', () => {
  const connection = {
    environment: 'custom' as const,
    clientId: 'c1a5f0de-0000-4000-8000-51a1a7e0c11e',
    apiBaseUrl: 'https://api.example.com',
    tokenUrl: 'https://identity.example.com/connect/token',
    generation: 'modern' as const,
  };

  it(`are taken up as far as they can be read, or set aside whole, ${damages} times`, () => {
    const folder = newFolder();
    const settings = createSettings(openDocument(folder, now).document);
    settings.saveConnection(connection, ['one', 'two']);
    settings.savePreferences(defaultPreferences);
    settings.savePolicy(defaultPolicy);
    settings.savePause({ until: now });
    const whole = readFileSync(join(folder, 'settings.json'));
    const outcomes = { read: 0, setAside: 0 };
    for (let seed = 1; seed <= damages; seed += 1) {
      const place = newFolder();
      const bytes = spoil(seed, whole);
      writeFileSync(join(place, 'settings.json'), bytes);
      const { document, setAside } = openDocument(place, now);
      outcomes[setAside === null ? 'read' : 'setAside'] += 1;
      if (setAside !== null) expect(readFileSync(setAside).equals(bytes), `damage ${seed}`).toBe(true);
      const read = createSettings(document);
      for (const name of [
        'connection',
        'preferences',
        'policy',
        'network',
        'pause',
        'list',
        'setup',
        'customerIds',
      ] as const)
        expect(() => read[name], `${name}, damage ${seed}`).not.toThrow();
      read.saveConnection(connection, ['three']);
      const again = createSettings(openDocument(place, now).document);
      expect([again.connection, again.customerIds], `damage ${seed}`).toEqual([connection, ['three']]);
    }
    expect(Math.min(outcomes.read, outcomes.setAside)).toBeGreaterThan(20);
  });
});
