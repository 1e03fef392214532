import { randomBytes } from 'node:crypto';
import { empty, json } from './answer.ts';
import type { Answer } from './answer.ts';
import { AssertionCheck, assertionType } from './assertion.ts';

interface TokenOptions {
  clientId: string;
  clientSecret: string;
  /** The certificate of the app registration, PEM; null where it has none. */
  certificate: string | null;
  /** The scopes that the app registration was granted. */
  scopes: readonly string[];
  lifetimeSeconds: number;
  now: () => number;
}

/** The longest scope parameter the service was seen to take (API notes, section 2). */
const longestScope = 300;

const noStore = { 'cache-control': 'no-store, no-cache, max-age=0', pragma: 'no-cache' };

/** The token endpoint, an IdentityServer: gives out random tokens and knows which of them still count. */
export class TokenService {
  clientSecret: string;
  /** Every token given out so far, the oldest first. */
  readonly given: string[] = [];
  private readonly options: TokenOptions;
  private readonly assertions: AssertionCheck | null;
  private readonly tokens = new Map<string, { scopes: readonly string[]; expires: number }>();

  constructor(options: TokenOptions) {
    this.options = options;
    this.clientSecret = options.clientSecret;
    const { certificate, clientId } = options;
    this.assertions = certificate === null ? null : new AssertionCheck(certificate, clientId);
  }

  /** Answers a token request, the errors in the manner of RFC 6749, section 5.2. */
  answer(contentType: string | undefined, body: string, tokenUrl: string): Answer {
    if (!/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) return refusal('invalid_request');
    const form = new URLSearchParams(body);
    const names = [...form.keys()];
    if (new Set(names).size !== names.length) return refusal('invalid_request');
    const stranger = this.clientFault(form, tokenUrl);
    if (stranger !== null) return { ...refusal('invalid_client'), note: stranger };
    if (form.get('grant_type') !== 'client_credentials') return refusal('unsupported_grant_type');
    const text = form.get('scope') ?? '';
    const scopes = text.split(' ').filter((scope) => scope !== '');
    const granted = scopes.every((scope) => this.options.scopes.includes(scope));
    if (scopes.length === 0 || text.length > longestScope || !granted) return refusal('invalid_scope');
    return this.issue(scopes);
  }

  /** The scopes of a bearer token, or null where it is unknown or has run out. */
  scopesOf(authorization: string | undefined): readonly string[] | null {
    const token = /^Bearer ([^ ]+)$/i.exec(authorization ?? '')?.[1];
    const found = token === undefined ? undefined : this.tokens.get(token);
    return found === undefined || found.expires <= this.options.now() ? null : found.scopes;
  }

  /** Makes every token given out so far worthless. */
  revoke(): void {
    this.tokens.clear();
  }

  /** Why the client is not who it says, or null: it comes with its secret or an assertion, not with both. */
  private clientFault(form: URLSearchParams, tokenUrl: string): string | null {
    const id = form.get('client_id');
    const secret = form.get('client_secret');
    const assertion = form.get('client_assertion');
    if (assertion === null) {
      if (id !== this.options.clientId) return 'unknown client';
      return secret === this.clientSecret ? null : 'wrong secret';
    }
    if (id !== null && id !== this.options.clientId) return 'unknown client';
    if (secret !== null) return 'both secret and assertion';
    if (form.get('client_assertion_type') !== assertionType) return 'unknown assertion type';
    if (this.assertions === null) return 'no certificate registered';
    return this.assertions.fault(assertion, tokenUrl, this.options.now());
  }

  private issue(scopes: readonly string[]): Answer {
    const token = randomBytes(32).toString('base64url');
    this.given.push(token);
    const { lifetimeSeconds, now } = this.options;
    this.tokens.set(token, { scopes, expires: now() + lifetimeSeconds * 1000 });
    const answer = {
      access_token: token,
      expires_in: lifetimeSeconds,
      token_type: 'Bearer',
      scope: scopes.join(' '),
    };
    return json(answer, 200, noStore);
  }
}

function refusal(error: string): Answer {
  return json({ error }, 400, noStore);
}

/** What the API says to a request without a token that counts. */
export function unauthorized(): Answer {
  return empty(401, { 'www-authenticate': 'Bearer error="invalid_token"' });
}
