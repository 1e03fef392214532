import type { Connection } from '../../shared/connection.ts';
import type { Clock } from './clock.ts';
import { createSend } from './http.ts';
import type { Fetch } from './http.ts';
import { createModernSource, modernScope } from './modern.ts';
import { createPace } from './pace.ts';
import { createAsk } from './service.ts';
import type { JobSource } from './source.ts';
import { createTokens } from './tokens.ts';

/** A connected client: where jobs come from, and the wish to ask again at once. */
export interface Client {
  source: JobSource;
  /** Forgets refusals and pauses of our own making; for a technician who asks by hand. */
  retry(): void;
}

export interface ClientOptions {
  connection: Connection;
  clientSecret: string;
  fetch: Fetch;
  clock: Clock;
  onToken?: (lifetimeSeconds: number) => void;
}

const requestTimeoutMs = 30_000;
const requestsPerSecond = 5;

/** Joins the parts of the client for one connection. */
export function createClient({ connection, clientSecret, fetch, clock, onToken }: ClientOptions): Client {
  const send = createSend({ fetch, timeoutMs: requestTimeoutMs });
  const tokens = createTokens({
    send,
    tokenUrl: connection.tokenUrl,
    clientId: connection.clientId,
    clientSecret,
    scope: modernScope,
    clock,
    ...(onToken === undefined ? {} : { onToken }),
  });
  const pace = createPace({ clock, perSecond: requestsPerSecond, random: Math.random });
  const ask = createAsk(send, tokens, pace);
  return {
    source: createModernSource(ask, connection.apiBaseUrl, 'warning'),
    retry: () => {
      tokens.retry();
      pace.retry();
    },
  };
}
