import { z } from 'zod';
import { problem } from '../../shared/problem.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';

/**
 * What Chromium's network stack (names in net/base/net_error_list.h) and Node's (error codes of libuv, OpenSSL and
 * undici) call the same things. The first pattern that matches decides.
 */
const patterns: readonly (readonly [RegExp, ProblemCode])[] = [
  [/ERR_INTERNET_DISCONNECTED|ENETDOWN/, 'offline'],
  [/ERR_PROXY_AUTH|ERR_UNEXPECTED_PROXY_AUTH|ERR_MISSING_AUTH_CREDENTIALS/, 'proxySignIn'],
  [/ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_DNS_|ENOTFOUND|EAI_AGAIN/, 'hostNotFound'],
  [/ERR_PROXY_CERTIFICATE_INVALID|ERR_CERT_|ERR_SSL_|ERR_BAD_SSL|ERR_TLS_/, 'tlsUntrusted'],
  [/\bCERT_|SELF_SIGNED|UNABLE_TO_(VERIFY|GET|DECRYPT)_|EPROTO|INVALID_CA|INVALID_PURPOSE/, 'tlsUntrusted'],
  [/TIMED_OUT|ETIMEDOUT|UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT/, 'timedOut'],
  [/ERR_TOO_MANY_REDIRECTS|ERR_UNSAFE_REDIRECT|unexpected redirect|Redirect was cancelled/, 'redirected'],
  [
    /ERR_CONTENT_DECODING|ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE|ERR_INVALID_(RESPONSE|HTTP)/,
    'notUnderstood',
  ],
  [/ERR_RESPONSE_HEADERS|ERR_EMPTY_RESPONSE|Z_DATA_ERROR|Z_BUF_ERROR|UND_ERR_RES|HPE_/, 'notUnderstood'],
];

const nodeErrorSchema = z.object({
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  cause: z.unknown().optional(),
});

/** The messages and codes of an error and of what caused it, outermost first. */
function words(error: unknown, depth = 0): string[] {
  const parsed = nodeErrorSchema.safeParse(error);
  if (!parsed.success || depth > 4) return [];
  const { message, code, cause } = parsed.data;
  return [...(code === undefined ? [] : [code]), message, ...words(cause, depth + 1)].filter((w) => w !== '');
}

/** Which problem a failed fetch is; anything unrecognised is a connection that failed. */
export function problemOfNetworkError(error: unknown): Problem {
  const said = words(error).join(' · ');
  const code = patterns.find(([pattern]) => pattern.test(said))?.[1] ?? 'connectionFailed';
  return problem(code, { detail: said === '' ? 'no reason given' : said.slice(0, 300) });
}
