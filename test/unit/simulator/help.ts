import { afterEach, expect } from 'vitest';
import { startSimulator } from '../../../simulator/index.ts';
import type { Simulator, SimulatorOptions } from '../../../simulator/index.ts';

/** Stands for any text in what is expected. */
export const anyText: unknown = expect.any(String);

const started: Simulator[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((simulator) => simulator.close()));
});

/** A simulator that is closed after the test. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  started.push(simulator);
  return simulator;
}

export const bothScopes = 'partner.customers.read.all partner.jobs.read.all';

/** Asks for a token with the client secret; fields given replace the right ones, undefined leaves one out. */
export function requestToken(
  simulator: Simulator,
  fields: Record<string, string | undefined> = {},
): Promise<Response> {
  const form = new URLSearchParams();
  const all: Record<string, string | undefined> = {
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret,
    scope: bothScopes,
    grant_type: 'client_credentials',
    ...fields,
  };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) form.set(name, value);
  return fetch(simulator.tokenUrl, { method: 'POST', body: form, redirect: 'manual' });
}

/** Signs in; returns a function that makes requests with the token. */
export async function signIn(
  simulator: Simulator,
  scope = bothScopes,
): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const answer = (await (await requestToken(simulator, { scope })).json()) as { access_token: string };
  const headers = { authorization: `Bearer ${answer.access_token}` };
  return (path, init = {}) =>
    fetch(new URL(path, simulator.apiBaseUrl), {
      redirect: 'manual',
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
    });
}

/** The `value` of an OData answer. */
export async function valueOf(response: Response): Promise<Record<string, unknown>[]> {
  return ((await response.json()) as { value: Record<string, unknown>[] }).value;
}
