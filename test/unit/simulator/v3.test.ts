import { expect, test } from 'vitest';
import { anyText, requestToken, signIn, simulate } from './help.ts';

const v3Scopes = 'elements.customers.read.all elements.jobs.read.all';
const general = '/partner/external/v3/general/customers';

interface Page {
  data: Record<string, unknown>[];
  metadata: { pageIndex: number; pageSize: number; totalCount: number };
}

const body = async (response: Response): Promise<Page> => (await response.json()) as Page;
const post = (value?: unknown): RequestInit =>
  value === undefined
    ? { method: 'POST' }
    : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };

test('customers come in pages of 50, at most 100, with numbers and tenants', async () => {
  const simulator = await simulate({ customers: 120 });
  const ask = await signIn(simulator, v3Scopes);
  const first = await body(await ask(`${general}/batch`, post({})));
  expect(first.metadata).toEqual({ pageIndex: 1, pageSize: 50, totalCount: 120 });
  expect(first.data).toHaveLength(50);
  expect(first.data[0]).toEqual({
    id: simulator.estate.at(0).id,
    organization: simulator.estate.at(0).organization,
    ownerEmail: simulator.estate.at(0).ownerEmail,
    jobStatus: 1,
    countryOrRegion: anyText,
    managementMode: 1,
    tenants: [{ id: anyText, name: anyText }],
  });
  const second = await body(await ask(`${general}/batch?pageIndex=2&pageSize=100`, post()));
  expect(second.data.map((customer) => customer['id'])).toEqual(
    simulator.estate.customers.slice(100).map(({ id }) => id),
  );
  expect((await body(await ask(`${general}/batch?pageIndex=3&pageSize=100`, post()))).data).toEqual([]);
});

test.each(['pageSize=101', 'pageSize=0', 'pageIndex=0', 'pageIndex=x', 'pageSize=-1'])(
  '%s is 400',
  async (query) => {
    const simulator = await simulate();
    const ask = await signIn(simulator, v3Scopes);
    const response = await ask(`${general}/batch?${query}`, post({}));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      statusCode: 400,
      requestId: response.headers.get('x-request-id'),
    });
  },
);

test('jobs have numbers for type, module and status, text for the rest', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator, v3Scopes);
  for (const { id, jobs } of simulator.estate.customers) {
    const { data } = await body(await ask(`${general}/${id}/avpt-products/jobs/batch`, post({})));
    expect(data).toHaveLength(jobs.length);
    for (const row of data) {
      const { jobType, jobModule, status, ...rest } = row;
      for (const value of [jobType, jobModule, status]) expect(value).toEqual(expect.any(Number));
      for (const value of Object.values(rest)) expect(value).toEqual(expect.any(String));
      expect(row['jobId'] === 'N/A').toBe(status === 13);
    }
  }
});

test('jobs of one type and module', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator, v3Scopes);
  const { id } = simulator.estate.at(0);
  const job = simulator.estate.at(0).job('Exchange Online');
  simulator.finishRun(job, 'Failed');
  const path = `${general}/${id}/avpt-products/jobs/batch`;
  const { data, metadata } = await body(await ask(path, post({ jobType: 7, jobModule: 303 })));
  expect(metadata.totalCount).toBe(1);
  expect(data).toEqual([{ ...job.row, jobType: 7, jobModule: 303, status: 3 }]);
  expect((await body(await ask(path, post({ jobType: 11 })))).data).toEqual([]);
  for (const wrong of [{ jobType: 'Microsoft 365' }, [], 7])
    expect((await ask(path, post(wrong))).status).toBe(400);
  expect((await ask(path, { method: 'POST', body: '{' })).status).toBe(415);
  const headers = { 'content-type': 'application/json' };
  expect((await ask(path, { method: 'POST', headers, body: '{' })).status).toBe(400);
});

test.each([
  ['Rejected', 9],
  ['Failed to start', 7],
  ['Waiting for configuration', 14],
  ['Something new', 'Something new'],
])('status %s is sent as %s', async (status, number) => {
  const simulator = await simulate({ customers: 1, jobsPerCustomer: 1 });
  const ask = await signIn(simulator, v3Scopes);
  const { id, jobs } = simulator.estate.at(0);
  simulator.finishRun(jobs[0]!, status);
  const { data } = await body(await ask(`${general}/${id}/avpt-products/jobs/batch`, post({})));
  expect(data[0]?.['status']).toBe(number);
});

test('each generation has scopes of its own; what was not granted is an invalid scope', async () => {
  const simulator = await simulate();
  const { id } = simulator.estate.at(0);
  const modern = await signIn(simulator);
  expect((await modern(`${general}/batch`, post({}))).status).toBe(403);
  const v3 = await signIn(simulator, v3Scopes);
  expect((await v3(`/partner/customers/${id}/jobs`)).status).toBe(403);
  expect((await v3(`${general}/nobody/avpt-products/jobs/batch`, post({}))).status).toBe(404);
  expect((await v3(`${general}/batch`)).status).toBe(405);
  const limited = await simulate({ scopes: ['elements.customers.read.all'] });
  const response = await requestToken(limited, { scope: v3Scopes });
  expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_scope' }]);
});

test('a generation that is switched off is not there', async () => {
  const onlyV3 = await simulate({ generations: ['v3'] });
  expect(await (await requestToken(onlyV3)).json()).toEqual({ error: 'invalid_scope' });
  const v3 = await signIn(onlyV3, v3Scopes);
  expect((await v3('/partner/customers')).status).toBe(404);
  expect((await v3(`${general}/batch`, post({}))).status).toBe(200);
  const onlyModern = await simulate({ generations: ['modern'] });
  const modern = await signIn(onlyModern);
  expect((await modern(`${general}/batch`, post({}))).status).toBe(404);
  expect((await modern('/partner/customers')).status).toBe(200);
});

test('the report of a failed run lists its objects, the failed ones first, page by page', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator, v3Scopes);
  const job = simulator.estate.at(0).job('Exchange Online');
  const jobId = simulator.finishRun(job, 'Failed', { total: 2323, failed: 41 });
  const path = `${general}/${job.customerId}/jobs/${jobId}/report-details`;
  const rows: Record<string, unknown>[] = [];
  let token: string | null = '';
  let pages = 0;
  while (token !== null) {
    const query: string = token === '' ? '' : `&skipToken=${encodeURIComponent(token)}`;
    const page = (await (await ask(`${path}?pageSize=1000${query}`)).json()) as {
      data: Record<string, unknown>[];
      metadata: { skipToken: string | null; totalCount: number };
    };
    expect(page.metadata.totalCount).toBe(2323);
    rows.push(...page.data);
    token = page.metadata.skipToken;
    pages += 1;
  }
  expect([pages, rows.length]).toEqual([3, 2323]);
  expect(rows.map((row) => row['status'])).toEqual(rows.map((_, index) => (index < 41 ? 1 : 0)));
  expect(new Set(rows.map((row) => row['title'])).size).toBe(2323);
  expect(rows[0]).toMatchObject({
    type: 1,
    comment: expect.stringMatching(/./) as unknown,
    errorCode: anyText,
  });
  expect(rows[41]).toMatchObject({ comment: '', errorCode: '' });
});

test('a report needs a page size, a token of its own and a run of Microsoft 365', async () => {
  const simulator = await simulate({ jobsPerCustomer: 14 });
  const ask = await signIn(simulator, v3Scopes);
  const customer = simulator.estate.at(0);
  const status = async (jobId: string, query: string): Promise<number> =>
    (await ask(`${general}/${customer.id}/jobs/${encodeURIComponent(jobId)}/report-details${query}`)).status;
  const jobId = simulator.finishRun(customer.job('Exchange Online'), 'Failed');
  expect(await status(jobId, '?pageSize=5')).toBe(200);
  for (const query of ['', '?pageSize=0', '?pageSize=1001', '?pageSize=5&skipToken=x']) {
    expect(await status(jobId, query)).toBe(400);
  }
  expect(await status(simulator.finishRun(customer.job('Virtual Machine'), 'Failed'), '?pageSize=5')).toBe(
    404,
  );
  expect(await status('N/A', '?pageSize=5')).toBe(404);
});
