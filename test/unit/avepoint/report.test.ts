import { expect, test } from 'vitest';
import { readReport } from '../../../main/avepoint/report.ts';
import type { Ask } from '../../../main/avepoint/service.ts';
import { simulate } from '../simulator/help.ts';
import { connectTo, never, problemOf } from './help.ts';

const run = { customerId: 'c', runId: 'r' };

test('a report of several pages is followed by its tokens, and keeps what needs a look', async () => {
  const simulator = await simulate();
  const job = simulator.estate.at(0).job('Exchange Online');
  const counts = { total: 2323, failed: 41, warnings: 7, skipped: 600, successful: 1675 };
  const runId = simulator.finishRun(job, 'Failed', counts);
  const { readReport: read } = connectTo(simulator, { generation: 'v3' });
  const report = await read({ customerId: job.customerId, runId }, never);
  expect(report).toMatchObject({
    counts: { failed: 41, warning: 7, skipped: 600, other: 0 },
    read: 2323,
    complete: true,
    unreadable: 0,
  });
  expect(simulator.counters.report).toBe(3);
  // Of the skipped ones so many are listed as anybody would read.
  expect(report?.objects).toHaveLength(41 + 7 + 500);
  expect(report?.objects[0]).toMatchObject({ status: 'failed', container: expect.any(String) as unknown });
  expect(report?.objects[0]?.finished.value).toEqual(expect.any(Number));
});

test('the report is read whichever generation lists the jobs, as long as v3 may be asked', async () => {
  const simulator = await simulate();
  const job = simulator.estate.at(0).job('Exchange Online');
  const runId = simulator.finishRun(job, 'Failed', { total: 9, failed: 2 });
  const client = connectTo(simulator, { generation: 'modern' });
  const report = await client.readReport({ customerId: job.customerId, runId }, never);
  expect(report?.counts.failed).toBe(2);
});

test('a run that is not reported has none; whose permission is missing is told so', async () => {
  const simulator = await simulate();
  const customerId = simulator.estate.at(0).id;
  const { readReport: read } = connectTo(simulator);
  expect(await read({ customerId, runId: 'IB1' }, never)).toBeNull();
  const modern = await simulate({ generations: ['modern'] });
  const refused = connectTo(modern).readReport({ customerId: modern.estate.at(0).id, runId: 'IB1' }, never);
  expect((await problemOf(refused)).code).toBe('permissionMissing');
});

/** A service that answers page after page; the last one for good. */
function says(...pages: unknown[]): { ask: Ask; asked: URL[] } {
  const asked: URL[] = [];
  const ask: Ask = async ({ url }) => {
    const json = pages[Math.min(asked.length, pages.length - 1)];
    asked.push(new URL(url));
    const text = JSON.stringify(json);
    return { json, exchange: { status: 200, headers: new Headers(), text, requestId: null } };
  };
  return { ask, asked };
}

const failed = (count: number) => Array.from({ length: count }, (_, n) => ({ status: 1, title: `t${n}` }));

test('texts, numbers and statuses that nobody knows cost nothing', async () => {
  const rows = [{ status: 'FAILED' }, { status: '4' }, { status: 9, title: 'odd' }, {}, 'no object', null];
  const { ask } = says({ data: [...rows, { status: 0 }, { status: 3 }] });
  const report = await readReport(ask, 'https://graph.example', run, never);
  expect(report).toMatchObject({ counts: { failed: 1, warning: 1, skipped: 0, other: 2 }, unreadable: 2 });
  expect(report?.objects.find(({ title }) => title === 'odd')?.statusText).toBe('9');
});

test('tokens are sent back as they came, and one that comes twice ends it', async () => {
  const token = '||1%2152%21abc/+=';
  const { ask, asked } = says({ data: failed(1), metadata: { skipToken: token } });
  const problem = await problemOf(readReport(ask, 'https://graph.example', run, never));
  expect(problem.detail).toMatch(/^a skip token came twice/);
  expect(asked.map((url) => url.searchParams.get('skipToken'))).toEqual([null, token]);
});

test('reading stops at a thousand failed objects or fifty pages, and says that there is more', async () => {
  const many = says({ data: failed(1000), metadata: { skipToken: 'more' } });
  const report = await readReport(many.ask, 'https://graph.example', run, never);
  expect(report).toMatchObject({ complete: false, counts: { failed: 1000 } });
  expect(many.asked).toHaveLength(1);
  let page = 0;
  const endless: Ask = async () => {
    page += 1;
    const json = { data: [{ status: 0 }], metadata: { skipToken: page } };
    return { json, exchange: { status: 200, headers: new Headers(), text: '', requestId: null } };
  };
  expect(await readReport(endless, 'https://graph.example', run, never)).toMatchObject({
    complete: false,
    read: 50,
    objects: [],
  });
});
