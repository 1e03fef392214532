import { app } from 'electron';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import { createSend } from '../../../main/avepoint/http.ts';
import { keepNetworkHere, networkProcess } from '../../../main/desktop/network-process.ts';
import { createServiceNetwork } from '../../../main/desktop/network.ts';
import type { ServiceNetwork } from '../../../main/desktop/network.ts';
import type { Problem } from '../../../shared/problem.ts';

/** What a request came to. */
export type Outcome =
  { status: number; text: string; headers: Record<string, string> } | { problem: Problem };

/** What the test calls in this process. */
export interface NetworkHost {
  apply: ServiceNetwork['apply'];
  ask(url: string, init?: RequestInit, timeoutMs?: number): Promise<Outcome>;
  /** The process that speaks to the network; undefined where this one does. */
  networkService(): number | undefined;
}

declare global {
  var networkHost: Promise<NetworkHost>;
}

/** Few enough that a test makes more of them. */
const renewAfter = 40;

// As the program does; the other way is asked for by what runs before this.
keepNetworkHere();

/** A program with nothing but the network of the app in it. */
globalThis.networkHost = app.whenReady().then(() => {
  const silent = {
    detail: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const network = createServiceNetwork(silent, renewAfter);
  return {
    apply: network.apply,
    networkService: networkProcess,
    ask: async (url, init = {}, timeoutMs = 5000) => {
      const send = createSend({ fetch: network.fetch, timeoutMs });
      try {
        const { status, text, headers } = await send(url, init, new AbortController().signal);
        return { status, text, headers: Object.fromEntries(headers) };
      } catch (error) {
        if (error instanceof ServiceFailure) return { problem: error.problem };
        throw error;
      }
    },
  };
});
