import { expect, test } from 'vitest';
import { anyText, requestToken, signIn, simulate, valueOf } from './help.ts';

test('a status comes with each kind of body, as often as asked for', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  const get = (): Promise<Response> => ask('/partner/customers');
  simulator.faults.add('customers', { kind: 'status', status: 500, body: 'empty', times: 1 });
  const empty = await get();
  expect([empty.status, await empty.text()]).toEqual([500, '']);
  simulator.faults.add('customers', { kind: 'status', status: 503, body: 'avepoint', times: 1 });
  const avepoint = await get();
  const body = (await avepoint.json()) as Record<string, unknown>;
  expect(Object.keys(body)).toEqual(['statusCode', 'message', 'errors', 'requestId', 'traceId']);
  expect(body).toMatchObject({ statusCode: 503, requestId: avepoint.headers.get('x-request-id') });
  simulator.faults.add('customers', { kind: 'status', status: 400, body: 'odata', times: 1 });
  expect(await (await get()).json()).toEqual({ error: { code: '400', message: anyText } });
  simulator.faults.add('customers', { kind: 'status', status: 502, body: 'html', times: 2 });
  for (let time = 0; time < 2; time += 1) {
    const html = await get();
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    expect(await html.text()).toContain('<html>');
  }
  simulator.faults.add('customers', { kind: 'status', status: 418, body: { json: [1] }, times: 1 });
  expect(await (await get()).json()).toEqual([1]);
  expect((await get()).status).toBe(200);
});

test('429 comes with Retry-After in seconds, as a date, or without', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  const retryAfter = async (value?: number | Date): Promise<string | null> => {
    const given = value === undefined ? {} : { retryAfter: value };
    simulator.faults.add('customers', { kind: 'status', status: 429, times: 1, ...given });
    const response = await ask('/partner/customers');
    expect(response.status).toBe(429);
    return response.headers.get('retry-after');
  };
  expect(await retryAfter(7)).toBe('7');
  expect(await retryAfter(new Date(Date.UTC(2026, 0, 5)))).toBe('Mon, 05 Jan 2026 00:00:00 GMT');
  expect(await retryAfter()).toBeNull();
});

test('one customer’s fault leaves the others alone, and ends when it is switched off', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  const [first, second] = simulator.estate.customers;
  const jobs = (id = ''): Promise<Response> => ask(`/partner/customers/${id}/jobs`);
  const off = simulator.faults.add({ customerId: first?.id ?? '' }, { kind: 'status', status: 500 });
  expect((await jobs(first?.id)).status).toBe(500);
  expect((await jobs(second?.id)).status).toBe(200);
  expect((await ask('/partner/customers')).status).toBe(200);
  off();
  expect((await jobs(first?.id)).status).toBe(200);
  simulator.faults.add('jobs', { kind: 'status', status: 403 });
  expect((await jobs(second?.id)).status).toBe(403);
  simulator.faults.clear();
  expect((await jobs(second?.id)).status).toBe(200);
});

test('faults of the token endpoint meet it alone', async () => {
  const simulator = await simulate();
  const error = { error: 'unauthorized_client' };
  simulator.faults.add('token', { kind: 'status', status: 400, body: { json: error }, times: 1 });
  expect(await (await requestToken(simulator)).json()).toEqual(error);
  const ask = await signIn(simulator);
  expect((await ask('/partner/customers')).status).toBe(200);
});

test('answers that are late, missing, cut off or reset', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  const get = (init?: RequestInit): Promise<Response> => ask('/partner/customers', init);
  simulator.faults.add('customers', { kind: 'delay', milliseconds: 120, times: 1 });
  const before = performance.now();
  expect((await get()).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(110);
  simulator.faults.add('customers', { kind: 'silence', times: 1 });
  await expect(get({ signal: AbortSignal.timeout(150) })).rejects.toThrow(/timeout/);
  expect(simulator.requests.at(-1)?.status).toBeNull();
  simulator.faults.add('customers', { kind: 'cutOff', times: 1 });
  const cut = await get();
  expect(cut.status).toBe(200);
  await expect(cut.text()).rejects.toThrow();
  simulator.faults.add('customers', { kind: 'reset', times: 1 });
  await expect(get()).rejects.toThrow('fetch failed');
  expect((await get()).status).toBe(200);
});

test('answers that are not what they say, and redirects', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  const get = (): Promise<Response> => ask('/partner/customers');
  simulator.faults.add('customers', { kind: 'contentType', contentType: 'text/plain', times: 1 });
  const plain = await get();
  expect(plain.headers.get('content-type')).toBe('text/plain');
  expect(await valueOf(plain)).toHaveLength(24);
  simulator.faults.add('customers', { kind: 'html', times: 1 });
  const html = await get();
  expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  simulator.faults.add('customers', { kind: 'invalidJson', times: 1 });
  const broken = await get();
  expect(broken.headers.get('content-type')).toMatch(/json/);
  await expect(broken.json()).rejects.toThrow(SyntaxError);
  simulator.faults.add('customers', { kind: 'json', value: { odd: true }, times: 1 });
  expect(await (await get()).json()).toEqual({ odd: true });
  const location = 'https://elsewhere.example/sign-in';
  simulator.faults.add('customers', { kind: 'redirect', location, times: 1 });
  const redirect = await get();
  expect([redirect.status, redirect.headers.get('location')]).toEqual([302, location]);
});

test('the record has what was asked and answered, the counters how much at once', async () => {
  const simulator = await simulate({ latencyMs: 60, now: () => 1000 });
  const ask = await signIn(simulator);
  await Promise.all(
    simulator.estate.customers.slice(0, 3).map(({ id }) => ask(`/partner/customers/${id}/jobs`)),
  );
  await ask('/partner/customers?x=1');
  expect(simulator.requests).toHaveLength(5);
  expect(simulator.requests[0]).toMatchObject({
    method: 'POST',
    path: '/connect/token',
    status: 200,
    time: 1000,
  });
  expect(simulator.requests[4]).toMatchObject({ method: 'GET', path: '/partner/customers?x=1', status: 200 });
  expect(simulator.counters).toMatchObject({
    total: 5,
    token: 1,
    customers: 1,
    jobs: 3,
    peak: 3,
    inFlight: 0,
  });
});

test('a body too long is refused', async () => {
  const { tokenUrl } = await simulate();
  const response = await fetch(tokenUrl, { method: 'POST', body: 'x'.repeat(100_000) });
  expect(response.status).toBe(413);
});

test('bytes of any kind, bodies without an end, and what a client keeps of cookies', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  const headers = { 'set-cookie': 'a=b', 'content-type': 'text/plain' };
  simulator.faults.add('customers', { kind: 'bytes', body: Buffer.from([0xff, 0]), headers, times: 1 });
  const bytes = await ask('/partner/customers', { headers: { cookie: 'a=b' } });
  expect([...bytes.headers.getSetCookie(), bytes.headers.get('content-type')]).toEqual(['a=b', 'text/plain']);
  expect(await bytes.bytes()).toEqual(new Uint8Array([0xff, 0]));
  expect(simulator.requests.map(({ cookie }) => cookie)).toEqual([null, 'a=b']);

  for (const zipped of [false, true]) {
    simulator.faults.add('customers', { kind: 'endless', text: '0123456789'.repeat(1000), zipped, times: 1 });
    const endless = await ask('/partner/customers');
    expect(endless.headers.get('content-encoding')).toBe(zipped ? 'gzip' : null);
    const reader = (endless.body as ReadableStream<Uint8Array>).getReader();
    let bytesRead = 0;
    while (bytesRead < 1_000_000) bytesRead += (await reader.read()).value?.byteLength ?? 0;
    await reader.cancel();
    await expect.poll(() => simulator.counters.inFlight).toBe(0);
  }
});
