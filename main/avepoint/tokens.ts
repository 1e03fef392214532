import * as oauth from 'oauth4webapi';
import { problem } from '../../shared/problem.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import type { Clock } from './clock.ts';
import { ServiceFailure } from './failure.ts';
import type { Exchange, Send } from './http.ts';
import { parseJson, problemOfStatus } from './status-problem.ts';

/** Access tokens, in memory alone. */
export interface Tokens {
  /** A token that has not run out; one request serves all that wait. Throws ServiceFailure. */
  get(signal: AbortSignal): Promise<string>;
  /** Says that the service no longer accepts this token. */
  refuse(token: string): void;
  /** Forgets an earlier refusal, so that the next call asks the service again. */
  retry(): void;
}

export interface TokensOptions {
  send: Send;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  clock: Clock;
  /** Called with the lifetime in seconds after each sign-in. */
  onToken?: (lifetimeSeconds: number) => void;
}

/** Seconds before its end at which a token is renewed, so that none runs out on its way. */
const marginSeconds = 60;
const assumedLifetimeSeconds = 300;
/** A refusal is not asked for again at once: hundreds of customers would repeat it in one sweep. */
const cooldownMs = [15_000, 30_000, 60_000, 120_000, 300_000] as const;

/** OAuth 2.0 client credentials (API notes, section 2). */
export function createTokens(options: TokensOptions): Tokens {
  const { clock } = options;
  let current: { token: string; until: number } | null = null;
  let pending: Promise<string> | null = null;
  let refusal: { failure: ServiceFailure; until: number } | null = null;
  let refusals = 0;

  const fetchToken = async (): Promise<string> => {
    try {
      const answer = await signIn(options);
      const lifetime = answer.expires_in ?? assumedLifetimeSeconds;
      const usable = Math.max(lifetime - marginSeconds, lifetime / 2);
      current = { token: answer.access_token, until: clock.elapsed() + usable * 1000 };
      refusals = 0;
      options.onToken?.(lifetime);
      return answer.access_token;
    } catch (error) {
      const failure = asFailure(error);
      const wait = cooldownMs[Math.min(refusals, cooldownMs.length - 1)] ?? 0;
      refusals += 1;
      refusal = {
        failure: new ServiceFailure(failure.problem, clock.now() + wait),
        until: clock.elapsed() + wait,
      };
      throw refusal.failure;
    } finally {
      pending = null;
    }
  };

  return {
    get: (signal) => {
      if (current !== null && clock.elapsed() < current.until) return Promise.resolve(current.token);
      if (refusal !== null && clock.elapsed() < refusal.until) return Promise.reject(refusal.failure);
      refusal = null;
      pending ??= fetchToken();
      return abortable(pending, signal);
    },
    refuse: (token) => {
      if (current?.token === token) current = null;
    },
    retry: () => {
      refusal = null;
      refusals = 0;
    },
  };
}

/** Waits for the shared request, but leaves it to the others where this caller gives up. */
async function abortable<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new ServiceFailure(problem('canceled'));
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => {
    reject(new ServiceFailure(problem('canceled')));
  };
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([shared, promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

async function signIn(options: TokensOptions): Promise<oauth.TokenEndpointResponse> {
  const { send, tokenUrl, clientId, clientSecret, scope } = options;
  const server: oauth.AuthorizationServer = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const client: oauth.Client = { client_id: clientId };
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.ClientSecretPost(clientSecret),
    { scope },
    {
      [oauth.customFetch]: async (url, init) =>
        asJsonResponse(await send(url, withText(init), new AbortController().signal)),
      // The address was checked when it was entered: https, or http on this computer alone.
      [oauth.allowInsecureRequests]: true,
    },
  );
  return oauth.processClientCredentialsResponse(server, client, response);
}

function withText(init: { method: string; headers: Record<string, string>; body?: unknown }): RequestInit {
  return { method: init.method, headers: init.headers, body: String(init.body) };
}

/**
 * The library takes errors and tokens from JSON answers of the right content type only; a gateway's page or a
 * status without OAuth's words is told apart here.
 */
function asJsonResponse(exchange: Exchange): Response {
  const json = parseJson(exchange.text);
  if (exchange.status !== 200 && !isOAuthError(json))
    throw new ServiceFailure(problemOfStatus(exchange, 'customers'));
  if (json === undefined) {
    throw new ServiceFailure(
      problem('notUnderstood', {
        detail: `the token address answered: ${exchange.text.trim().slice(0, 200) || '(nothing)'}`,
        status: exchange.status,
        requestId: exchange.requestId,
      }),
    );
  }
  return new Response(exchange.text, {
    status: exchange.status,
    headers: { 'content-type': 'application/json' },
  });
}

const isOAuthError = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'error' in json && typeof json.error === 'string';

/** OAuth's error codes (RFC 6749, section 5.2) as ours. */
const oauthCodes: Readonly<Record<string, ProblemCode>> = {
  invalid_client: 'credentialsRefused',
  unauthorized_client: 'credentialsRefused',
  invalid_grant: 'credentialsRefused',
  invalid_scope: 'permissionMissing',
};

function asFailure(error: unknown): ServiceFailure {
  if (error instanceof ServiceFailure) return error;
  if (error instanceof oauth.ResponseBodyError) {
    const code = oauthCodes[error.error] ?? 'requestRefused';
    const detail = [error.error, error.error_description].filter(Boolean).join(': ').slice(0, 200);
    return new ServiceFailure(problem(code, { detail, status: error.status }));
  }
  const detail =
    error instanceof Error ? error.message.slice(0, 200) : 'the token answer was not as documented';
  return new ServiceFailure(problem('notUnderstood', { detail }));
}
