import { afterEach } from 'vitest';
import { systemClock } from '../../../main/avepoint/clock.ts';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import { createClient } from '../../../main/avepoint/index.ts';
import type { Client, ClientOptions } from '../../../main/avepoint/index.ts';
import type { Problem } from '../../../shared/problem.ts';
import type { Simulator } from '../../../simulator/index.ts';

const clients: Client[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

export const never = new AbortController().signal;

/** A client of the simulator, over real HTTP, that is closed after the test. */
export function connectTo(simulator: Simulator, options: Partial<ClientOptions> = {}): Client {
  const { clientId, clientSecret, tokenUrl, apiBaseUrl } = simulator;
  const client = createClient({
    connection: { clientId, tokenUrl, apiBaseUrl },
    credential: { kind: 'secret', secret: clientSecret },
    load: { parallel: 4, perSecond: 1000 },
    fetch: (url, init) => fetch(url, init),
    clock: systemClock,
    ...options,
  });
  clients.push(client);
  return client;
}

/** The failure that a promise ends with; throws where it ends with anything else. */
export async function failureOf(work: Promise<unknown>): Promise<ServiceFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ServiceFailure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

export const problemOf = async (work: Promise<unknown>): Promise<Problem> => (await failureOf(work)).problem;
