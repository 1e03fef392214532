import * as oauth from 'oauth4webapi';
import { problem } from '../../shared/problem.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import type { Clock } from './clock.ts';
import { clientAuthOf, expiryOf } from './credential.ts';
import type { Credential } from './credential.ts';
import { ServiceFailure } from './failure.ts';
import type { Exchange, Send } from './http.ts';
import { parseJson } from './json.ts';
import { retryAfterMs } from './retry-after.ts';
import { problemOfStatus } from './status-problem.ts';

export interface SignIn {
  send: Send;
  tokenUrl: string;
  clientId: string;
  credential: Credential;
  clock: Clock;
}

/** A token as it was given out. */
export interface Grant {
  token: string;
  lifetimeSeconds: number;
}

const assumedLifetimeSeconds = 300;
/** A token as a header takes it (RFC 6750, section 2.1), and no longer than servers take a header. */
const sendable = /^[\w.~+/=-]{1,16384}$/;

/** Asks once for a token: OAuth 2.0 client credentials (API notes, section 2). Throws ServiceFailure. */
export async function requestToken(options: SignIn, scope: string, signal: AbortSignal): Promise<Grant> {
  const { send, tokenUrl, clientId, credential, clock } = options;
  const server: oauth.AuthorizationServer = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
  const client: oauth.Client = { client_id: clientId };
  let seen: Exchange | null = null;
  try {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      await clientAuthOf(credential, tokenUrl, clock),
      { scope },
      {
        [oauth.customFetch]: async (url, init) => {
          seen = await send(url, withText(init), signal);
          return asJsonResponse(seen, clock.now());
        },
        // The address was checked when it was entered: https, or http on this computer alone.
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to stand out
        [oauth.allowInsecureRequests]: true,
      },
    );
    const answer = await oauth.processClientCredentialsResponse(server, client, response);
    // The error of a header that cannot be sent would quote it, and with it the token.
    if (!sendable.test(answer.access_token))
      throw notUnderstood('the token cannot be sent in a header', seen);
    return { token: answer.access_token, lifetimeSeconds: answer.expires_in ?? assumedLifetimeSeconds };
  } catch (error) {
    throw asFailure(error, seen, credential, clock.now());
  }
}

function withText(init: { method: string; headers: Record<string, string>; body?: unknown }): RequestInit {
  return { method: init.method, headers: init.headers, body: String(init.body) };
}

/**
 * The library takes errors and tokens from JSON answers of the right content type only; a gateway's page or a
 * status without OAuth's words is told apart here.
 */
function asJsonResponse(exchange: Exchange, now: number): Response {
  const json = parseJson(exchange.text);
  const refusal = [400, 401, 403].includes(exchange.status) && isOAuthError(json);
  if (exchange.status !== 200 && !refusal) {
    const wait = retryAfterMs(exchange.headers, now);
    throw new ServiceFailure(problemOfStatus(exchange, 'customers'), wait === null ? null : now + wait);
  }
  if (json === undefined) {
    const start = exchange.text.trim().slice(0, 200);
    throw notUnderstood(`the token address answered: ${start === '' ? '(nothing)' : start}`, exchange);
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
  access_denied: 'credentialsRefused',
  invalid_grant: 'credentialsRefused',
  invalid_scope: 'permissionMissing',
};

function asFailure(
  error: unknown,
  seen: Exchange | null,
  credential: Credential,
  now: number,
): ServiceFailure {
  if (error instanceof ServiceFailure) return error;
  if (error instanceof oauth.ResponseBodyError) {
    const code = Object.hasOwn(oauthCodes, error.error) ? oauthCodes[error.error] : undefined;
    const detail = [error.error, error.error_description].filter(Boolean).join(': ').slice(0, 200);
    const isExpired = code === 'credentialsRefused' && hasExpired(credential, detail, now);
    return new ServiceFailure(
      problem(isExpired ? 'credentialsExpired' : (code ?? 'requestRefused'), {
        detail,
        status: error.status,
        requestId: seen?.requestId ?? null,
      }),
    );
  }
  const said = error instanceof Error ? error.message : 'the token answer was not as documented';
  return notUnderstood(said.slice(0, 200), seen);
}

/**
 * Whether a refused credential has run out. This computer's clock alone never says so before the service refused:
 * it may be wrong.
 */
function hasExpired(credential: Credential, said: string, now: number): boolean {
  const expiry = expiryOf(credential);
  return (expiry !== null && expiry <= now) || /expir/i.test(said);
}

const notUnderstood = (detail: string, seen: Exchange | null): ServiceFailure =>
  new ServiceFailure(
    problem('notUnderstood', { detail, status: seen?.status ?? null, requestId: seen?.requestId ?? null }),
  );
