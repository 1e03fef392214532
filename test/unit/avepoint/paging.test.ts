import { expect, test } from 'vitest';
import { followLinks } from '../../../main/avepoint/paging.ts';
import type { Ask } from '../../../main/avepoint/service.ts';
import { createUnknowns } from '../../../main/avepoint/unknowns.ts';
import { createV3Source } from '../../../main/avepoint/v3.ts';
import type { ModernPaging } from '../../../simulator/index.ts';
import { simulate } from '../simulator/help.ts';
import { connectTo, never, problemOf } from './help.ts';

test.each<[string, Pick<ModernPaging, 'field' | 'form'>]>([
  ['@odata.nextLink, absolute', { field: '@odata.nextLink', form: 'absolute' }],
  ['@odata.nextLink, relative', { field: '@odata.nextLink', form: 'relative' }],
  ['nextLink, a path', { field: 'nextLink', form: 'path' }],
])('pages are followed by %s', async (_, manner) => {
  const simulator = await simulate({ customers: 25, jobsPerCustomer: 14 });
  simulator.modernPaging = { size: 10, ...manner };
  const { source } = connectTo(simulator, { generation: 'modern' });
  expect((await source.listCustomers(never)).customers).toHaveLength(25);
  expect((await source.listJobs(simulator.estate.at(0).id, never)).jobs).toHaveLength(14);
  expect(simulator.counters).toMatchObject({ customers: 3, jobs: 2 });
});

test.each<[string, Partial<ModernPaging>, RegExp]>([
  ['lead back', { quirk: 'loop' }, /leads back/],
  [
    'lead elsewhere',
    { form: 'absolute', origin: 'https://elsewhere.example' },
    /another host: https:\/\/elsewhere/,
  ],
])('links that %s are an error', async (_, quirk, detail) => {
  const simulator = await simulate({ customers: 25 });
  simulator.modernPaging = { size: 10, field: 'nextLink', form: 'path', ...quirk };
  const problem = await problemOf(connectTo(simulator, { generation: 'modern' }).source.listCustomers(never));
  expect(problem).toMatchObject({ code: 'notUnderstood', status: 200 });
  expect(problem.detail).toMatch(detail);
});

/** A service that answers with the values in turn, the last one for good. */
function says(...values: unknown[]): { ask: Ask; asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = async ({ url }) => {
    const json = values[Math.min(asked.length, values.length - 1)];
    asked.push(url.href);
    const text =
      typeof json === 'function' ? (json as (n: number) => string)(asked.length) : JSON.stringify(json);
    const exchange = { status: 200, headers: new Headers(), text, requestId: null };
    return { json: JSON.parse(text) as unknown, exchange };
  };
  return { ask, asked };
}

const first = new URL('https://graph.example/partner/customers');

test('a link is resolved against the page it stands on; null and empty ones end the pages', async () => {
  const { ask, asked } = says(
    { value: [1], '@odata.nextLink': '', nextLink: '?page=2#top' },
    { value: [2], nextLink: 'https://GRAPH.example:443/other?page=3' },
    { value: [3], '@odata.nextLink': null, nextLink: null },
  );
  expect(await followLinks(ask, first, 'customers', never)).toEqual([1, 2, 3]);
  expect(asked).toEqual([
    'https://graph.example/partner/customers',
    'https://graph.example/partner/customers?page=2',
    'https://graph.example/other?page=3',
  ]);
});

test.each<unknown>([
  7,
  {},
  true,
  ['/x'],
  'https://',
  'http://graph.example/x',
  'file:///etc/passwd',
  '//other/x',
])('the link %j is not followed', async (nextLink) => {
  const { ask, asked } = says({ value: [], nextLink });
  expect((await problemOf(followLinks(ask, first, 'jobs', never))).code).toBe('notUnderstood');
  expect(asked).toHaveLength(1);
});

test('there are at most a thousand pages', async () => {
  const endless = says((n: number) => JSON.stringify({ value: [n], nextLink: `?page=${n}` }));
  expect(await problemOf(followLinks(endless.ask, first, 'jobs', never))).toMatchObject({
    detail: expect.stringContaining('more than 1000 pages') as unknown,
  });
  expect(endless.asked).toHaveLength(1000);
});

const v3 = (ask: Ask) =>
  createV3Source(ask, 'https://graph.example', {
    exception: 'warning',
    unknowns: createUnknowns(() => undefined),
  });

const ids = (...all: string[]): unknown[] => all.map((id) => ({ id }));

test.each<[string, unknown[], number, number]>([
  [
    'up to the count',
    [
      { data: ids('a'), metadata: { totalCount: 2 } },
      { data: ids('b'), metadata: { totalCount: 2 } },
    ],
    2,
    2,
  ],
  ['up to a count in text', [{ data: ids('a', 'b'), metadata: { totalCount: '2' } }], 2, 1],
  ['to an empty page without a count', [{ data: ids('a') }, { data: ids('b') }, { data: [] }], 2, 3],
  [
    'to an empty page where the count is none',
    [{ data: ids('a'), metadata: { totalCount: 'N/A' } }, { data: [] }],
    1,
    2,
  ],
  [
    'on where the count says 0 and rows came',
    [{ data: ids('a'), metadata: { totalCount: 0 } }, { data: [] }],
    1,
    2,
  ],
  [
    'to an empty page where the count is too high',
    [{ data: ids('a'), metadata: { totalCount: 9 } }, { data: [] }],
    1,
    2,
  ],
  ['without metadata at all', [{ data: [], metadata: 7 }], 0, 1],
])('v3 is read %s', async (_, pages, customers, requests) => {
  const { ask, asked } = says(...pages);
  expect((await v3(ask).listCustomers(never)).customers).toHaveLength(customers);
  expect(asked).toHaveLength(requests);
  expect(asked[0]).toBe(
    'https://graph.example/partner/external/v3/general/customers/batch?pageIndex=1&pageSize=100',
  );
});

test('v3: a page that comes twice, and pages without end, are errors', async () => {
  const same = says({ data: ids('a'), metadata: { totalCount: 9 } });
  expect((await problemOf(v3(same.ask).listJobs('c', never))).detail).toMatch(/a page came twice/);
  expect(same.asked).toHaveLength(2);
  const endless = says((n: number) => JSON.stringify({ data: [{ id: n }] }));
  expect((await problemOf(v3(endless.ask).listJobs('c', never))).detail).toMatch(/more than 1000 pages/);
});

test('v3: numbers have their names, unknown ones and texts stay as they came, a scan is kept and not counted', async () => {
  const na = { jobId: 'N/A', name: 'N/A', startTime: 'N/A', endTime: 'N/A', totalCount: 'N/A' };
  const { ask } = says({
    data: [
      { jobType: 0, jobModule: 0, status: 4, ...na },
      { jobType: 7, jobModule: 303, status: 3, jobId: 'IB1' },
      { jobType: '7', jobModule: '305', status: '7', jobId: 'IB2' },
      { jobType: 12, jobModule: 999, status: 99, jobId: 'X1' },
      { jobType: 'Box', jobModule: 'Files', status: 'FinishedWithException', jobId: 'X2' },
    ],
    metadata: { totalCount: 5 },
  });
  const seen: string[] = [];
  const source = createV3Source(ask, 'https://graph.example', {
    exception: 'failure',
    unknowns: createUnknowns((kind, text) => seen.push(`${kind} ${text}`)),
  });
  const { jobs } = await source.listJobs('c', never);
  expect(jobs.map(({ service, module, status, outcome }) => [service, module, status, outcome])).toEqual([
    ['Microsoft 365 Scan', 'None', 'Finished with exception', 'neutral'],
    ['Microsoft 365', 'Exchange Online', 'Failed', 'failure'],
    ['Microsoft 365', 'OneDrive', 'Failed to start', 'failure'],
    ['IaaS + PaaS', '999', '99', 'unknown'],
    ['Box', 'Files', 'FinishedWithException', 'failure'],
  ]);
  expect(seen).toEqual(['status 99', 'module 999', 'service Box', 'module Files']);
});
