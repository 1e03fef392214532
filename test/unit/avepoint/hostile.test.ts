import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JobsAnswer } from '../../../main/avepoint/rows.ts';
import { messageOf } from '../../../main/avepoint/status-problem.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import type { Fault, Simulator } from '../../../simulator/index.ts';
import { simulate } from '../simulator/help.ts';
import { connectTo, failureOf, never, problemOf } from './help.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use, after what nobody refers to was given back. */
function inUse(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const mega = 1024 * 1024;

/** Another origin: whoever comes here was led astray. */
let elsewhere: string;
let strays: IncomingMessage[];
let close: () => void;

beforeEach(async () => {
  strays = [];
  const server = createServer((request, response) => {
    strays.push(request);
    response.end('{"value":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});
afterEach(() => {
  close();
});

const failed = {
  jobType: 'Microsoft 365',
  jobModule: 'Exchange Online',
  status: 'Failed',
  jobId: 'IB20260314120000000001',
};
const says = (text: string | Buffer, headers: Record<string, string> = {}): Fault => ({
  kind: 'bytes',
  body: Buffer.from(text),
  headers,
});
const rows = (...all: object[]): string => JSON.stringify({ value: all });

/** A customer whose answers are hostile among seven whose answers are not. */
async function oneHostile(fault: () => Fault): Promise<{
  simulator: Simulator;
  ask: () => Promise<JobsAnswer>;
  others: () => Promise<JobsAnswer[]>;
}> {
  const simulator = await simulate({ customers: 8, jobsPerCustomer: 6 });
  const { source } = connectTo(simulator, { generation: 'modern' });
  await source.listCustomers(never);
  const [hostile, ...rest] = simulator.estate.customers;
  if (hostile === undefined) throw new Error('no customer');
  simulator.faults.add({ customerId: hostile.id }, fault());
  return {
    simulator,
    ask: () => source.listJobs(hostile.id, never),
    others: () => Promise.all(rest.map(({ id }) => source.listJobs(id, never))),
  };
}

test.each<[string, () => Fault, ProblemCode, RegExp]>([
  ['a body without an end', () => ({ kind: 'endless', text: ' '.repeat(65_536) }), 'notUnderstood', /16 MiB/],
  [
    'a compressed body without an end',
    () => ({ kind: 'endless', text: ' '.repeat(mega), zipped: true }),
    'notUnderstood',
    /16 MiB/,
  ],
  [
    'a gzip bomb',
    () => says(gzipSync(Buffer.alloc(128 * mega, '[')), { 'content-encoding': 'gzip' }),
    'notUnderstood',
    /16 MiB/,
  ],
  [
    'what is compressed by its header alone',
    () => says('{"value":[]}', { 'content-encoding': 'gzip' }),
    'notUnderstood',
    /header check/,
  ],
  ['millions of rows', () => says(`{"value":[${'{},'.repeat(5_000_000)}{}]}`), 'notUnderstood', /50000 rows/],
  ['NaN', () => says('{"value":[{"totalCount":NaN}]}'), 'notUnderstood', /^no JSON/],
  [
    'UTF-16',
    () =>
      says(Buffer.from(rows(failed), 'utf16le'), { 'content-type': 'application/json; charset=utf-16le' }),
    'notUnderstood',
    /^no JSON/,
  ],
  [
    'a link to another host',
    () => says(JSON.stringify({ value: [], nextLink: `${elsewhere}/partner` })),
    'notUnderstood',
    /another host/,
  ],
  [
    'a link to a file',
    () => says(JSON.stringify({ value: [], '@odata.nextLink': 'file:///etc/passwd' })),
    'notUnderstood',
    /another host/,
  ],
  [
    'a link of megabytes',
    () => says(JSON.stringify({ value: [], nextLink: `?${'x'.repeat(mega)}` })),
    'notUnderstood',
    /no address/,
  ],
  ['a redirect elsewhere', () => ({ kind: 'redirect', location: `${elsewhere}/in` }), 'redirected', /\/in$/],
  [
    'a redirect to a file',
    () => ({ kind: 'redirect', location: 'file:///etc/passwd' }),
    'redirected',
    /file:/,
  ],
  ['a reset', () => ({ kind: 'reset' }), 'connectionFailed', /./],
])(
  '%s costs one customer an error, no memory, and the others nothing',
  async (_, fault, code, detail) => {
    const { simulator, ask, others } = await oneHostile(fault);
    const before = inUse();
    const [problem, ...answers] = await Promise.all([problemOf(ask()), others()]);
    expect(problem).toMatchObject({ code, detail: expect.stringMatching(detail) as unknown });
    expect(problem.detail?.length).toBeLessThan(300);
    for (const { jobs } of answers.flat()) expect(jobs).toHaveLength(6);
    expect(answers.flat()).toHaveLength(7);
    await expect.poll(() => simulator.counters.inFlight).toBe(0);
    await expect.poll(() => inUse() - before).toBeLessThan(8 * mega);
    expect(strays).toEqual([]);
  },
  20_000,
);

const huge = 'x'.repeat(10 * mega);
const deep = '[{"a":'.repeat(100_000) + '1' + '}]'.repeat(100_000);

test.each<[string, () => Fault, Record<string, unknown>]>([
  ['a name of 10 MB', () => says(rows({ ...failed, name: huge })), { name: `${'x'.repeat(2000)}…` }],
  ['a field of 10 MB', () => says(rows({ ...failed, other: huge })), { name: null }],
  [
    'what is nested deep',
    () => says(`{"value":[${JSON.stringify(failed).slice(0, -1)},"name":${deep}}]}`),
    { name: `${deep.slice(0, 2000)}…` },
  ],
  ['1e999', () => says(`{"value":[${JSON.stringify(failed).slice(0, -1)},"name":1e999}]}`), { name: null }],
  [
    'a key that comes twice',
    () => says(`{"value":[],"value":[{"status":"Finished",${JSON.stringify(failed).slice(1)}]}`),
    { status: 'Failed' },
  ],
  [
    'a key of every object',
    () => says(`{"value":[{"__proto__":{"status":"Finished"},${JSON.stringify(failed).slice(1)}]}`),
    { status: 'Failed' },
  ],
  [
    'another charset than it says',
    () => says(Buffer.from(rows({ ...failed, name: 'Müller' }), 'latin1')),
    { name: 'M\ufffdller' },
  ],
  [
    'cookies',
    () => says(rows(failed), { 'set-cookie': 'a=b; Path=/; Max-Age=9999' }),
    { runId: failed.jobId },
  ],
  [
    'a clock that is years off',
    () =>
      says(rows({ ...failed, startTime: '9999-12-31T23:59:59Z' }), { date: 'Fri, 31 Dec 1999 23:59:59 GMT' }),
    { start: { text: '9999-12-31T23:59:59Z', value: Date.UTC(9999, 11, 31, 23, 59, 59) } },
  ],
  [
    'characters that act on a text',
    () => says(rows({ ...failed, jobId: 'a\u0000b\ud800', name: '<b>\u202egnp.exe\u0007\u2066' })),
    { runId: 'ab\ufffd', name: '<b>gnp.exe' },
  ],
])(
  '%s is read as it is meant, and the failure beside it is seen',
  async (_, fault, expected) => {
    const { simulator, ask, others } = await oneHostile(fault);
    const before = inUse();
    const [answer] = await Promise.all([ask(), others()]);
    expect(answer.jobs).toHaveLength(1);
    expect(answer.jobs[0]).toMatchObject({ outcome: 'failure', status: 'Failed', ...expected });
    expect(answer.jobs[0]?.raw.length).toBeLessThan(101_000);
    await ask();
    expect(simulator.requests.filter(({ cookie }) => cookie !== null)).toEqual([]);
    await expect.poll(() => inUse() - before).toBeLessThan(8 * mega);
  },
  20_000,
);

test('a row that is kept cut still shows every change that counts', async () => {
  const rawOf = async (row: object): Promise<string | undefined> => {
    const { ask } = await oneHostile(() => says(rows({ other: huge, ...failed, ...row })));
    return (await ask()).jobs[0]?.raw;
  };
  const first = await rawOf({});
  expect(await rawOf({})).toBe(first);
  for (const change of [{ jobId: 'IB2' }, { status: 'Rejected' }, { endTime: '2026-03-14T13:00:00Z' }])
    expect(await rawOf(change)).not.toBe(first);
}, 20_000);

test('pages without end, ten thousand of them, cost one error', async () => {
  const simulator = await simulate({ customers: 2, jobsPerCustomer: 6 });
  simulator.modernPaging = { size: 100, field: 'nextLink', form: 'path', quirk: 'endless' };
  const { source } = connectTo(simulator, { generation: 'modern', load: { parallel: 4, perSecond: 1e6 } });
  const problem = await problemOf(source.listJobs(simulator.estate.at(0).id, never));
  expect(problem).toMatchObject({ code: 'notUnderstood' });
  expect(problem.detail).toMatch(/^more than 1000 pages/);
  expect(simulator.counters.jobs).toBe(1000);
}, 20_000);

test('bytes that come one at a time end with the time for an answer, and hold nobody up', async () => {
  const { simulator, ask, others } = await oneHostile(() => ({ kind: 'endless', text: ' ', everyMs: 20 }));
  const slow = ask().catch(() => undefined);
  await expect.poll(() => simulator.counters.inFlight).toBe(1);
  for (const { jobs } of await others()) expect(jobs).toHaveLength(6);
  // That the time limit counts to the last byte, client.test.ts shows with a short one.
  expect(simulator.counters.inFlight).toBe(1);
  await simulator.close();
  await slow;
});

test.each([
  ['a line feed', 'secret-token\nx: y'],
  ['another script', 'secret-tokenж'],
  ['ten million characters', `secret-token${huge}`],
])('a token with %s is refused and quoted nowhere', async (_, token) => {
  const simulator = await simulate({ customers: 1 });
  simulator.faults.add('token', { kind: 'json', value: { access_token: token, token_type: 'Bearer' } });
  const problem = await problemOf(connectTo(simulator).source.listCustomers(never));
  expect(problem).toMatchObject({ code: 'notUnderstood', detail: 'the token cannot be sent in a header' });
  expect(simulator.counters.customers).toBe(0);
});

test.each(['token', 'jobs'] as const)(
  'a pause of years that the %s address asks for ends after a day',
  async (target) => {
    const simulator = await simulate({ customers: 1 });
    const retryAfter = new Date(Date.UTC(2099, 0, 1));
    simulator.faults.add(target, { kind: 'status', status: 503, retryAfter });
    const failure = await failureOf(connectTo(simulator).source.listJobs(simulator.estate.at(0).id, never));
    const wait = (failure.retryAt ?? 0) - Date.now();
    expect(wait).toBeGreaterThan(23 * 3_600_000);
    expect(wait).toBeLessThanOrEqual(24 * 3_600_000);
  },
);

test('customers whose IDs cannot be asked for are counted and left out', async () => {
  const simulator = await simulate({ customers: 1 });
  const ids = ['good', 'half \ud800', 'cut\u0000off', 'turned\u202e', '..', ' ', 'x'.repeat(501)];
  const customers = ids.map((id) => ({ id, organization: huge.slice(0, mega) }));
  simulator.faults.add('customers', { kind: 'json', value: { value: customers } });
  const answer = await connectTo(simulator, { generation: 'modern' }).source.listCustomers(never);
  expect(answer.customers.map(({ id }) => id)).toEqual(['good']);
  expect(answer.unreadable).toBe(6);
  expect(answer.customers[0]?.name).toHaveLength(2001);
});

test('an error’s words are found at once, however they are written, and stay on one line', () => {
  const began = performance.now();
  for (const piece of ['<script ', '<', '<a ', '<style></', ' \n']) {
    const text = piece.repeat((16 * mega) / piece.length);
    for (const body of [`<${text}`, JSON.stringify({ message: `<${text}` }), JSON.stringify({ error: text })])
      expect(messageOf(body)?.length ?? 0).toBeLessThanOrEqual(200);
  }
  expect(performance.now() - began).toBeLessThan(10_000);
}, 30_000);
