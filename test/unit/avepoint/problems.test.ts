import { expect, test } from 'vitest';
import { problemOfNetworkError } from '../../../main/avepoint/network-error.ts';
import { messageOf, problemOfStatus } from '../../../main/avepoint/status-problem.ts';
import type { About } from '../../../main/avepoint/status-problem.ts';
import { explain, problemCodeSchema } from '../../../shared/problem.ts';
import type { ProblemCode } from '../../../shared/problem.ts';

const chromium = (name: string): Error => new Error(`net::${name}`);
/** As Node's fetch throws it: the reason is the cause. */
const node = (code: string, message = 'request failed'): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });

const expected: Partial<Record<ProblemCode, Error[]>> = {
  offline: [chromium('ERR_INTERNET_DISCONNECTED'), node('ENETDOWN')],
  hostNotFound: [
    chromium('ERR_NAME_NOT_RESOLVED'),
    chromium('ERR_DNS_TIMED_OUT'),
    node('ENOTFOUND', 'getaddrinfo ENOTFOUND graph.example'),
    node('EAI_AGAIN'),
  ],
  connectionFailed: [
    chromium('ERR_CONNECTION_REFUSED'),
    chromium('ERR_CONNECTION_RESET'),
    chromium('ERR_ADDRESS_UNREACHABLE'),
    chromium('ERR_PROXY_CONNECTION_FAILED'),
    chromium('ERR_TUNNEL_CONNECTION_FAILED'),
    chromium('ERR_NETWORK_IO_SUSPENDED'),
    chromium('ERR_FAILED'),
    node('ECONNREFUSED'),
    node('ECONNRESET'),
    node('EHOSTUNREACH'),
    node('UND_ERR_SOCKET', 'other side closed'),
  ],
  tlsUntrusted: [
    chromium('ERR_CERT_AUTHORITY_INVALID'),
    chromium('ERR_CERT_DATE_INVALID'),
    chromium('ERR_CERT_COMMON_NAME_INVALID'),
    chromium('ERR_SSL_PROTOCOL_ERROR'),
    chromium('ERR_SSL_VERSION_OR_CIPHER_MISMATCH'),
    chromium('ERR_PROXY_CERTIFICATE_INVALID'),
    node('DEPTH_ZERO_SELF_SIGNED_CERT'),
    node('SELF_SIGNED_CERT_IN_CHAIN'),
    node('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    node('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
    node('CERT_HAS_EXPIRED'),
    node('ERR_TLS_CERT_ALTNAME_INVALID'),
    node('EPROTO', 'write EPROTO 0:error:10000065'),
    node('ERR_SSL_WRONG_VERSION_NUMBER'),
  ],
  proxySignIn: [
    chromium('ERR_PROXY_AUTH_REQUESTED'),
    chromium('ERR_PROXY_AUTH_UNSUPPORTED'),
    chromium('ERR_UNEXPECTED_PROXY_AUTH'),
    chromium('ERR_MISSING_AUTH_CREDENTIALS'),
  ],
  timedOut: [
    chromium('ERR_TIMED_OUT'),
    chromium('ERR_CONNECTION_TIMED_OUT'),
    node('ETIMEDOUT'),
    node('UND_ERR_HEADERS_TIMEOUT'),
    node('UND_ERR_CONNECT_TIMEOUT'),
  ],
  redirected: [chromium('ERR_TOO_MANY_REDIRECTS'), new Error('Redirect was cancelled')],
  notUnderstood: [
    chromium('ERR_CONTENT_DECODING_FAILED'),
    chromium('ERR_CONTENT_LENGTH_MISMATCH'),
    chromium('ERR_INCOMPLETE_CHUNKED_ENCODING'),
    chromium('ERR_INVALID_HTTP_RESPONSE'),
    chromium('ERR_EMPTY_RESPONSE'),
    node('Z_DATA_ERROR', 'incorrect header check'),
    node('HPE_INVALID_CONSTANT'),
  ],
};

test.each(
  Object.entries(expected).flatMap(([code, errors]) => errors.map((error) => [error, code] as const)),
)('%s is %s', (error, code) => {
  const { code: found, detail } = problemOfNetworkError(error);
  expect(found).toBe(code);
  expect(detail).toContain(error.message);
});

test('an error says what it knows, with its causes, and never without end', () => {
  expect(problemOfNetworkError(node('ECONNREFUSED', 'connect refused')).detail).toBe(
    'fetch failed · ECONNREFUSED · connect refused',
  );
  expect(problemOfNetworkError('a text').detail).toBe('no reason given');
  expect(problemOfNetworkError(null).code).toBe('connectionFailed');
  const round = new Error('round');
  round.cause = round;
  expect(problemOfNetworkError(round).detail).toBe(Array(5).fill('round').join(' · '));
  expect(problemOfNetworkError(new Error('x'.repeat(1000))).detail).toHaveLength(300);
});

test.each<[number, About, ProblemCode]>([
  [202, 'jobs', 'notUnderstood'],
  [204, 'customers', 'notUnderstood'],
  [400, 'jobs', 'requestRefused'],
  [401, 'jobs', 'credentialsRefused'],
  [403, 'jobs', 'permissionMissing'],
  [404, 'jobs', 'customerNotFound'],
  [404, 'customers', 'requestRefused'],
  [404, 'report', 'requestRefused'],
  [405, 'jobs', 'requestRefused'],
  [407, 'jobs', 'proxySignIn'],
  [408, 'jobs', 'timedOut'],
  [410, 'customers', 'requestRefused'],
  [429, 'jobs', 'rateLimited'],
  [500, 'jobs', 'serviceUnavailable'],
  [502, 'customers', 'serviceUnavailable'],
  [503, 'jobs', 'serviceUnavailable'],
  [599, 'jobs', 'serviceUnavailable'],
])('status %i, asked for %s, is %s', (status, about, code) => {
  const exchange = { status, headers: new Headers(), text: '', requestId: 'r1' };
  expect(problemOfStatus(exchange, about)).toEqual({ code, detail: null, status, requestId: 'r1' });
});

test.each<[string, string | null]>([
  ['', null],
  ['  \n ', null],
  ['{"error":{"code":"403","message":"Insufficient privileges."}}', 'Insufficient privileges.'],
  ['{"statusCode":400,"message":"Bad.","errors":["Bad.","pageSize"],"requestId":"r"}', 'Bad.; pageSize'],
  ['{"message":"Bad.","errors":{"a":1}}', 'Bad.'],
  ['{"error":"invalid_client"}', 'invalid_client'],
  ['{"error":"invalid_client","error_description":"It expired."}', 'It expired.'],
  ['{"other":1}', '{"other":1}'],
  ['{"message":" "}', '{"message":" "}'],
  ['plain text,\n two lines', 'plain text, two lines'],
  [
    '<!DOCTYPE html><html><head><title>Service</title><style>p{}</style></head><body><h2>Not now</h2>',
    'Service Not now',
  ],
  ['x'.repeat(1000), 'x'.repeat(200)],
])('the body %j says %j', (text, said) => {
  expect(messageOf(text)).toBe(said);
});

test('the request id is taken from the body where no header carries it', () => {
  const exchange = (requestId: string | null) => ({
    status: 500,
    headers: new Headers(),
    text: '{"statusCode":500,"message":"m","requestId":"from body"}',
    requestId,
  });
  expect(problemOfStatus(exchange(null), 'jobs').requestId).toBe('from body');
  expect(problemOfStatus(exchange('from header'), 'jobs').requestId).toBe('from header');
});

test.each(problemCodeSchema.options)('%s is explained: a title, a sentence, and what to do', (code) => {
  const { title, sentence, advice } = explain(code);
  expect(title).toMatch(/^[A-Z].{3,40}[^.]$/);
  expect(sentence).toMatch(/^[A-Z].{15,}\.$/);
  expect(advice).toMatch(/^[A-Z].{10,}\.$/);
});

test('no two problems read alike', () => {
  const all = problemCodeSchema.options.map(explain);
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  expect(new Set(all.map(({ sentence }) => sentence)).size).toBe(all.length);
});
