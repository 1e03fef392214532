import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { createSend } from '../../../main/avepoint/http.ts';
import type { Send } from '../../../main/avepoint/http.ts';
import type { Fault } from '../../../simulator/index.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { simulate } from '../simulator/help.ts';
import { selfSigned } from '../simulator/self-signed.ts';
import { connectTo, failureOf, never, problemOf } from './help.ts';

const servers: ReturnType<typeof createServer>[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const sender = (options: { timeoutMs?: number; maxBytes?: number } = {}): Send =>
  createSend({ fetch: (url, init) => fetch(url, init), timeoutMs: 5000, ...options });

test('a body larger than allowed is cut off, compressed or not', async () => {
  const big = Buffer.alloc(3 * 1024 * 1024, 'x');
  const url = await serve((request, response) => {
    if (request.url === '/zipped') response.setHeader('content-encoding', 'gzip').end(gzipSync(big));
    else response.setHeader('x-request-id', 'r1').end(big);
  });
  const send = sender({ maxBytes: 1024 * 1024 });
  for (const path of ['', 'zipped']) {
    expect(await problemOf(send(url + path, {}, never))).toMatchObject({
      code: 'notUnderstood',
      detail: 'the answer is larger than 1 MiB',
      status: 200,
    });
  }
  expect((await sender()(url, {}, never)).text).toHaveLength(big.length);
});

test('the time limit counts to the last byte', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/silent') return;
    response.write('{"value":[');
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  for (const path of ['', 'silent']) {
    expect(await problemOf(sender({ timeoutMs: 150 })(url + path, {}, never))).toMatchObject({
      code: 'timedOut',
      detail: 'no whole answer after 0.15 s',
    });
  }
});

test('who gives up is told so, and the connection ends', async () => {
  let closed = 0;
  const url = await serve((request, response) => {
    request.on('close', () => (closed += 1));
    if (request.url === '/body') response.write('{');
  });
  for (const path of ['body', 'silent']) {
    const impatient = new AbortController();
    const work = problemOf(sender()(url + path, {}, impatient.signal));
    setTimeout(() => impatient.abort(), 50);
    expect((await work).code).toBe('canceled');
  }
  await expect.poll(() => closed).toBe(2);
  expect((await problemOf(sender()(url, {}, AbortSignal.abort()))).code).toBe('canceled');
});

test('a fetch that heeds no signal does not hold the caller', async () => {
  const deaf = createSend({
    fetch: () => Promise.resolve(new Response(new ReadableStream())),
    timeoutMs: 50,
  });
  expect((await problemOf(deaf('http://127.0.0.1/', {}, never))).code).toBe('timedOut');
});

test('a redirect is not followed, and its query is not told', async () => {
  let followed = false;
  const elsewhere = await serve((_, response) => {
    followed = true;
    response.end();
  });
  const url = await serve((_, response) => {
    response.writeHead(302, { location: `${elsewhere}login?secret=1#x` }).end();
  });
  expect(await problemOf(sender()(url, {}, never))).toMatchObject({
    code: 'redirected',
    status: 302,
    detail: `to ${elsewhere}login`,
  });
  expect(followed).toBe(false);
});

test.each<[string, Fault, ProblemCode, RegExp]>([
  ['an empty 503', { kind: 'status', status: 503, body: 'empty' }, 'serviceUnavailable', /^$/],
  ['a gateway’s page', { kind: 'status', status: 502, body: 'html' }, 'serviceUnavailable', /available/],
  ['OData’s error', { kind: 'status', status: 400, body: 'odata' }, 'requestRefused', /could not be pro/],
  ['AvePoint’s error', { kind: 'status', status: 403, body: 'avepoint' }, 'permissionMissing', /could not/],
  ['a page with 200', { kind: 'html' }, 'notUnderstood', /^no JSON: <!DOCTYPE/],
  ['broken JSON', { kind: 'invalidJson' }, 'notUnderstood', /^no JSON: \{"@odata/],
  ['no envelope', { kind: 'json', value: { data: [] } }, 'notUnderstood', /envelope: \{"data":\[\]\}/],
  ['null', { kind: 'json', value: null }, 'notUnderstood', /envelope: null/],
  ['a cut-off answer', { kind: 'cutOff' }, 'connectionFailed', /./],
  ['a reset', { kind: 'reset' }, 'connectionFailed', /./],
  ['a redirect', { kind: 'redirect', location: '/login' }, 'redirected', /^to \/login$/],
])('%s costs one customer an error, and the next poll is well', async (_, fault, code, detail) => {
  const simulator = await simulate();
  const { source } = connectTo(simulator);
  const { id, jobs } = simulator.estate.at(0);
  await source.listCustomers(never);
  simulator.faults.add('jobs', { ...fault, times: 1 });
  const problem = await problemOf(source.listJobs(id, never));
  expect(problem.code).toBe(code);
  expect(problem.detail ?? '').toMatch(detail);
  if (fault.kind === 'status' || fault.kind === 'json') {
    expect(problem.requestId).toBe(simulator.requests.at(-1)?.requestId);
  }
  expect((await source.listJobs(id, never)).jobs).toHaveLength(jobs.length);
});

test('another content type is no harm', async () => {
  const simulator = await simulate();
  simulator.faults.add('jobs', { kind: 'contentType', contentType: 'text/plain' });
  const { id, jobs } = simulator.estate.at(0);
  expect((await connectTo(simulator).source.listJobs(id, never)).jobs).toHaveLength(jobs.length);
});

test('a token that has run out is replaced without a word', async () => {
  const simulator = await simulate({ customers: 8 });
  const { source } = connectTo(simulator);
  await source.listCustomers(never);
  simulator.revokeTokens();
  await Promise.all(simulator.estate.customers.map(({ id }) => source.listJobs(id, never)));
  expect(simulator.counters.token).toBe(2);
});

test('a service that takes no token is not asked for tokens without end', async () => {
  const simulator = await simulate({ customers: 20 });
  const { source } = connectTo(simulator);
  simulator.faults.add('jobs', { kind: 'status', status: 401 });
  for (const { id } of simulator.estate.customers) {
    expect(await problemOf(source.listJobs(id, never))).toMatchObject({
      code: 'credentialsRefused',
      status: 401,
    });
  }
  expect(simulator.counters.token).toBe(2);
});

test('a wrong secret is asked for once, whatever the number of customers', async () => {
  const simulator = await simulate({ customers: 20 });
  const { source } = connectTo(simulator, { credential: { kind: 'secret', secret: 'wrong' } });
  const all = await Promise.all(
    simulator.estate.customers.map(({ id }) => problemOf(source.listJobs(id, never))),
  );
  for (const problem of all) {
    expect(problem).toMatchObject({ code: 'credentialsRefused', status: 400, detail: 'invalid_client' });
    expect(problem.requestId).toEqual(expect.any(String));
  }
  expect(simulator.counters.token).toBe(1);
});

test('a secret whose entered end is over, and words that say so, tell that it has expired', async () => {
  const simulator = await simulate();
  const told = async (expiresAt: number | null): Promise<ProblemCode> =>
    (
      await problemOf(
        connectTo(simulator, {
          credential: { kind: 'secret', secret: 'old', expiresAt },
        }).source.listCustomers(never),
      )
    ).code;
  expect(await told(Date.now() - 1000)).toBe('credentialsExpired');
  expect(await told(Date.now() + 60_000)).toBe('credentialsRefused');
  const body = { error: 'invalid_client', error_description: 'The client secret has expired.' };
  simulator.faults.add('token', { kind: 'status', status: 401, body: { json: body } });
  expect(await told(null)).toBe('credentialsExpired');
});

test.each<[string, Fault, ProblemCode]>([
  ['503', { kind: 'status', status: 503 }, 'serviceUnavailable'],
  [
    '500 with OAuth’s words',
    { kind: 'status', status: 500, body: { json: { error: 'x' } } },
    'serviceUnavailable',
  ],
  ['429', { kind: 'status', status: 429, body: { json: { error: 'slow_down' } } }, 'rateLimited'],
  ['404', { kind: 'status', status: 404, body: 'html' }, 'requestRefused'],
  ['a page', { kind: 'html' }, 'notUnderstood'],
  ['no token', { kind: 'json', value: {} }, 'notUnderstood'],
  ['another type', { kind: 'json', value: { access_token: 't', token_type: 'mac' } }, 'notUnderstood'],
  ['a list', { kind: 'json', value: [] }, 'notUnderstood'],
  [
    'invalid_request',
    { kind: 'status', status: 400, body: { json: { error: 'invalid_request' } } },
    'requestRefused',
  ],
  ['a redirect', { kind: 'redirect', location: 'https://elsewhere.example/' }, 'redirected'],
])('the token address answers %s', async (_, fault, code) => {
  const simulator = await simulate();
  simulator.faults.add('token', fault);
  expect((await problemOf(connectTo(simulator).source.listCustomers(never))).code).toBe(code);
  expect(simulator.counters.customers).toBe(0);
});

test('the token address asks for a pause', async () => {
  const simulator = await simulate();
  simulator.faults.add('token', { kind: 'status', status: 503, retryAfter: 900 });
  const failure = await failureOf(connectTo(simulator).source.listCustomers(never));
  expect((failure.retryAt ?? 0) - Date.now()).toBeGreaterThan(890_000);
});

test('no more requests at once than set, and Retry-After holds for the whole host', async () => {
  const simulator = await simulate({ customers: 30, latencyMs: 10 });
  const { source } = connectTo(simulator, { load: { parallel: 3, perSecond: 1000 } });
  const all = () =>
    Promise.allSettled(simulator.estate.customers.map(({ id }) => source.listJobs(id, never)));
  expect((await all()).every(({ status }) => status === 'fulfilled')).toBe(true);
  expect(simulator.counters.peak).toBe(3);
  simulator.faults.add('jobs', { kind: 'status', status: 429, retryAfter: 60, times: 1 });
  const before = simulator.counters.jobs;
  const results = await all();
  expect(simulator.counters.jobs - before).toBeLessThanOrEqual(4);
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused.length).toBeGreaterThanOrEqual(27);
  for (const { reason } of refused) expect(reason).toMatchObject({ problem: { code: 'rateLimited' } });
});

test('within the service’s rate nobody is refused', async () => {
  const simulator = await simulate({ customers: 24, rateLimit: { perSecond: 21 } });
  const { source } = connectTo(simulator, { load: { parallel: 16, perSecond: 10 } });
  await Promise.all(simulator.estate.customers.map(({ id }) => source.listJobs(id, never)));
  expect(simulator.requests.some(({ status }) => status === 429)).toBe(false);
});

test.each(['interrupt', 'close'] as const)(
  '%s ends what is under way, the token request too',
  async (end) => {
    const simulator = await simulate();
    for (const target of ['token', 'jobs'] as const) {
      const client = connectTo(simulator);
      const { id, jobs } = simulator.estate.at(0);
      if (target === 'jobs') await client.source.listCustomers(never);
      const heal = simulator.faults.add(target, { kind: 'silence' });
      const work = problemOf(client.source.listJobs(id, never));
      await expect.poll(() => simulator.counters.inFlight).toBe(1);
      client[end]();
      expect((await work).code).toBe('canceled');
      await expect.poll(() => simulator.counters.inFlight).toBe(0);
      heal();
      const next = client.source.listJobs(id, never);
      if (end === 'close') expect((await problemOf(next)).code).toBe('canceled');
      else expect((await next).jobs).toHaveLength(jobs.length);
    }
  },
);

test('nothing listens, nothing is trusted', async () => {
  const gone = await simulate();
  await gone.close();
  expect((await problemOf(connectTo(gone).source.listCustomers(never))).code).toBe('connectionFailed');
  const untrusted = await simulate({ https: selfSigned() });
  expect((await problemOf(connectTo(untrusted).source.listCustomers(never))).code).toBe('tlsUntrusted');
});

test('a customer’s id goes into the path as one segment', async () => {
  const simulator = await simulate();
  const customer = simulator.estate.addCustomer('a/b ?#%2e');
  for (const generation of ['modern', 'v3'] as const) {
    const { source } = connectTo(simulator, { generation });
    expect((await source.listJobs(customer.id, never)).jobs).toHaveLength(customer.jobs.length);
  }
  expect((await problemOf(connectTo(simulator).source.listJobs('nobody', never))).code).toBe(
    'customerNotFound',
  );
});
