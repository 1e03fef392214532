import { get } from 'node:http';
import { request } from 'node:https';
import { expect, test } from 'vitest';
import { signIn, simulate, valueOf } from './help.ts';
import { selfSigned } from './self-signed.ts';
import type { ModernPaging } from '../../../simulator/index.ts';

test.each<[string, Pick<ModernPaging, 'field' | 'form'>]>([
  ['@odata.nextLink, absolute', { field: '@odata.nextLink', form: 'absolute' }],
  ['nextLink, a path', { field: 'nextLink', form: 'path' }],
  ['nextLink, relative', { field: 'nextLink', form: 'relative' }],
])('Modern pages its answers by %s', async (_, manner) => {
  const simulator = await simulate({ customers: 25 });
  simulator.modernPaging = { size: 10, ...manner };
  const ask = await signIn(simulator);
  const all = async (path: string): Promise<{ rows: unknown[]; pages: number }> => {
    const rows: unknown[] = [];
    let pages = 0;
    let next: string | undefined = new URL(path, simulator.apiBaseUrl).href;
    while (next !== undefined) {
      const response: Response = await ask(next);
      const page = (await response.json()) as { value: unknown[] } & Record<string, string | undefined>;
      rows.push(...page.value);
      pages += 1;
      const link: string | undefined = page[manner.field];
      next = link === undefined ? undefined : new URL(link, response.url).href;
    }
    return { rows, pages };
  };
  const { rows, pages } = await all('/partner/customers');
  expect([pages, rows.length]).toEqual([3, 25]);
  expect(new Set(rows.map((row) => (row as { id: string }).id)).size).toBe(25);
  simulator.modernPaging = { size: 4, ...manner };
  const customer = simulator.estate.at(0);
  const { rows: jobs } = await all(`/partner/customers/${customer.id}/jobs`);
  expect(jobs).toEqual(customer.jobs.map((job) => job.row));
});

test('links can go round, never end, or lead elsewhere', async () => {
  const simulator = await simulate({ customers: 4 });
  const ask = await signIn(simulator);
  const links = async (paging: Partial<ModernPaging>, from = '/partner/customers'): Promise<string[]> => {
    simulator.modernPaging = { size: 2, field: 'nextLink', form: 'absolute', ...paging };
    const seen: string[] = [];
    let next: string = from;
    for (let page = 0; page < 5; page += 1) {
      const { nextLink } = (await (await ask(next)).json()) as { nextLink?: string };
      if (nextLink === undefined) break;
      seen.push(nextLink);
      next = nextLink.replace(/^https?:\/\/[^/]+/, '');
    }
    return seen;
  };
  expect(new Set(await links({})).size).toBe(1);
  const loop = await links({ quirk: 'loop' });
  expect([loop.length, new Set(loop).size]).toEqual([5, 1]);
  const endless = await links({ quirk: 'endless' });
  expect([endless.length, new Set(endless).size]).toEqual([5, 5]);
  expect((await links({ origin: 'https://elsewhere.example' }))[0]).toMatch(
    /^https:\/\/elsewhere\.example\/partner/,
  );
  expect((await ask('/partner/customers?$skiptoken=x')).status).toBe(400);
});

test.each([undefined, 'seconds', 'date'] as const)(
  'the rate limit answers 429, Retry-After: %s',
  async (retryAfter) => {
    let now = Date.UTC(2026, 0, 5, 8, 0, 0, 300);
    const given = retryAfter === undefined ? {} : { retryAfter };
    const simulator = await simulate({ now: () => now, rateLimit: { perSecond: 3, ...given } });
    const ask = await signIn(simulator);
    const statuses = async (): Promise<number[]> => {
      const all = await Promise.all([1, 2, 3, 4].map(() => ask('/partner/customers')));
      const refused = all.find((response) => response.status === 429);
      const expected = { seconds: '1', date: 'Mon, 05 Jan 2026 08:00:02 GMT' };
      expect(refused?.headers.get('retry-after')).toBe(
        retryAfter === undefined ? null : expected[retryAfter],
      );
      return all.map((response) => response.status).toSorted();
    };
    expect(await statuses()).toEqual([200, 200, 200, 429]);
    expect((await ask('/partner/customers')).status).toBe(429);
    now += 1000;
    expect((await ask('/partner/customers')).status).toBe(200);
  },
);

test('answers are compressed for who takes it', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  const zipped = await ask('/partner/customers');
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
  expect(await valueOf(zipped)).toHaveLength(24);
  const plain = await ask('/partner/customers', { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await valueOf(plain)).toHaveLength(24);
});

test('it serves TLS with a certificate that only those trust who know it', async () => {
  const own = selfSigned();
  const simulator = await simulate({ https: own });
  expect(simulator.apiBaseUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const status = (ca?: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const options = ca === undefined ? {} : { ca };
      const sent = request(`${simulator.apiBaseUrl}/partner/customers`, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end();
    });
  expect(await status(own.cert)).toBe(401);
  await expect(status()).rejects.toThrow(/self.signed/);
});

test('it listens on loopback and on the port asked for', async () => {
  const first = await simulate();
  const port = Number(new URL(first.apiBaseUrl).port);
  await expect(simulate({ port })).rejects.toThrow(/EADDRINUSE/);
  await first.close();
  const again = await simulate({ port });
  expect(again.apiBaseUrl).toBe(`http://127.0.0.1:${port}`);
});

test('closing ends what is still open', async () => {
  const simulator = await simulate();
  simulator.faults.add('all', { kind: 'silence' });
  const ended = new Promise((resolve) =>
    get(`${simulator.apiBaseUrl}/partner/customers`).on('error', resolve),
  );
  await expect.poll(() => simulator.counters.inFlight).toBe(1);
  await simulator.close();
  expect(await ended).toMatchObject({ code: 'ECONNRESET' });
});
