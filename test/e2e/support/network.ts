import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';
import { findRuntime } from '../../../build/runtime.mjs';
import type { NetworkSettings } from '../../../shared/network.ts';
import { startSimulator } from '../../../simulator/index.ts';
import type { Simulator, SimulatorOptions } from '../../../simulator/index.ts';
import { keepAnswers } from '../../desktop/answers.ts';
import { startDesktop } from '../../desktop/session.ts';
import type { Outcome } from './network-host.ts';
import { startProxy } from './proxy.ts';
import type { Proxy } from './proxy.ts';

/** Run before a program, it has the network spoken to in a process of its own. */
export const networkApart = fileURLToPath(new URL('network-apart.ts', import.meta.url));
const hostProgram = fileURLToPath(new URL('network-host.ts', import.meta.url));

/** An Electron with the app's network in it. */
export class Network {
  readonly #app: ElectronApplication;

  /** Ends the process that speaks to the network, as a crash of it does. */
  async crash(): Promise<void> {
    await this.#app.evaluate(async ({ app }) => {
      const gone = new Promise((resolve) => app.once('child-process-gone', resolve));
      const { networkService } = await globalThis.networkHost;
      process.kill(networkService() ?? 0, 'SIGKILL');
      await gone;
    });
  }

  /** The process that speaks to the network. */
  pid(): Promise<number | undefined> {
    return this.#app.evaluate(async () => (await globalThis.networkHost).networkService());
  }

  constructor(app: ElectronApplication) {
    this.#app = app;
  }

  apply(settings: NetworkSettings, password: string | null = null): Promise<void> {
    return this.#app.evaluate(
      async (_, given) => (await globalThis.networkHost).apply(given.settings, given.password),
      { settings, password },
    );
  }

  ask(url: string, init: { method?: string; body?: string } = {}, timeoutMs = 5000): Promise<Outcome> {
    return this.#app.evaluate(
      async (_, given) => (await globalThis.networkHost).ask(given.url, given.init, given.timeoutMs),
      { url, init, timeoutMs },
    );
  }
}

/** Where Chromium speaks to the network: in the program itself, or in a process of its own as on macOS. */
export type Place = 'here' | 'apart';

interface Parts {
  place: Place;
  network: Network;
  simulate: (options?: SimulatorOptions) => Promise<Simulator>;
  httpProxy: Proxy;
}

/** Each test has an Electron of its own with the app's network in it, and nothing else. */
export const test = base.extend<Parts>({
  place: ['here', { option: true }],
  network: async ({ place }, use) => {
    const desktop = await startDesktop();
    const profile = mkdtempSync(join(tmpdir(), 'jobwatch-network-'));
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const apart = place === 'apart' ? ['--require', networkApart] : [];
    const { executable } = await findRuntime();
    const app = await _electron.launch({
      executablePath: executable,
      args: [...root, ...apart, `--user-data-dir=${profile}`, hostProgram],
      env: desktop.env,
    });
    keepAnswers(app);
    await use(new Network(app));
    await app.close();
    await desktop.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  },
  // Playwright takes the first argument apart to see what a fixture needs.
  // eslint-disable-next-line no-empty-pattern
  simulate: async ({}, use) => {
    const started: Simulator[] = [];
    await use(async (options = {}) => {
      const simulator = await startSimulator(options);
      started.push(simulator);
      return simulator;
    });
    for (const simulator of started) await simulator.close();
  },
  // eslint-disable-next-line no-empty-pattern
  httpProxy: async ({}, use) => {
    const proxy = await startProxy();
    await use(proxy);
    await proxy.close();
  },
});

export const { expect } = base;
