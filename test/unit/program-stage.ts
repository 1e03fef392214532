import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { systemClock } from '../../main/avepoint/clock.ts';
import { ServiceFailure } from '../../main/avepoint/failure.ts';
import { createProgram } from '../../main/program.ts';
import type { Program, ProgramOptions } from '../../main/program.ts';
import { startSampleService } from '../../main/sample.ts';
import { createCredentialStore } from '../../main/store/credentials.ts';
import { createSettings } from '../../main/store/settings.ts';
import type { Credentials } from '../../shared/connection.ts';
import type { NetworkSettings } from '../../shared/network.ts';
import { problem } from '../../shared/problem.ts';
import type { Simulator } from '../../simulator/index.ts';

/** What a program stands on, and what came of it: a folder for its databases, settings and a keychain in memory. */
export class ProgramStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'jobwatch-program-'));
  /** The keychain. */
  readonly entries = new Map<string, string>();
  /** The settings. */
  readonly kept = new Map<string, unknown>();
  readonly applied: { settings: NetworkSettings; password: string | null }[] = [];
  readonly adopted: string[] = [];
  readonly hiddenSecrets: string[] = [];
  /** The titles of the notifications. */
  readonly shown: string[] = [];
  isLocked = false;
  /** What a read of the keychain waits for. */
  beforeRead: () => Promise<unknown> = () => Promise.resolve();
  readonly #programs: Program[] = [];

  /** The program over what is kept, as at a start. */
  start(): Program {
    const { folder, kept, entries } = this;
    const settings = createSettings({
      get: (key) => kept.get(key),
      set: (key, value) => kept.set(key, value),
      delete: (key) => kept.delete(key),
    });
    const withKeychain = <T>(work: () => T): Promise<T> =>
      this.isLocked
        ? Promise.reject(new ServiceFailure(problem('keychainRefused')))
        : Promise.resolve(work());
    const credentials = createCredentialStore({
      read: async (account) => {
        await this.beforeRead();
        return await withKeychain(() => entries.get(account) ?? null);
      },
      save: (account, secret) => withKeychain(() => void entries.set(account, secret)),
      remove: (account) => withKeychain(() => void entries.delete(account)),
      made: () => [...entries.keys()],
      mayAsk: () => undefined,
    });
    const network: ProgramOptions['network'] = {
      fetch: (url, init) => fetch(url, init),
      apply: async (wished, password) => {
        if (wished.extraCa === 'broken') throw new ServiceFailure(problem('invalidInput'));
        this.applied.push({ settings: wished, password });
      },
      authorities: () => [],
    };
    const silent = (): void => undefined;
    const program = createProgram({
      version: '0',
      dataFolder: folder,
      settings,
      credentials,
      network,
      clock: systemClock,
      log: { detail: silent, info: silent, warn: silent, error: silent },
      show: ({ title }) => {
        this.shown.push(title);
        return Promise.resolve(true);
      },
      formerNames: { keep: silent, renamed: silent },
      startSample: startSampleService,
      examine: () => Promise.resolve(null),
      moverFor: () => ({ move: () => Promise.resolve(), end: () => Promise.resolve() }),
      keychain: () => Promise.resolve('available' as const),
      isTrayMissing: () => false,
      hideSecret: (secret) => this.hiddenSecrets.push(secret),
      adopt: (preferences) => this.adopted.push(preferences.theme),
      onChange: silent,
    });
    this.#programs.push(program);
    return program;
  }

  /** The same, connected to a simulator, with everybody answered. */
  async startConnected(simulator: Simulator): Promise<Program> {
    const program = this.start();
    await program.connect(credentialsFor(simulator));
    await expect.poll(() => program.state().estate.waiting).toBe(0);
    return program;
  }

  /** The database of the one connection there was. */
  openDatabase(): DatabaseSync {
    const [name = ''] = readdirSync(this.folder).filter((file) => file.endsWith('.db'));
    return new DatabaseSync(join(this.folder, name));
  }

  async end(): Promise<void> {
    for (const program of this.#programs) await program.end();
    rmSync(this.folder, { recursive: true, maxRetries: 5 });
  }
}

export const credentialsFor = (simulator: Simulator, changed: Partial<Credentials> = {}): Credentials => ({
  environment: 'custom',
  clientId: simulator.clientId,
  apiBaseUrl: simulator.apiBaseUrl,
  tokenUrl: simulator.tokenUrl,
  generation: 'automatic',
  proof: { kind: 'secret', clientSecret: simulator.clientSecret, expiresAt: null },
  forSession: false,
  customerIds: [],
  ...changed,
});
