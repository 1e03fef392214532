import { expect, test } from 'vitest';
import { signIn, simulate, valueOf } from './help.ts';

const rowFields = [
  ...['jobType', 'jobModule', 'status', 'jobId', 'name'],
  ...['totalCount', 'failedCount', 'successfulCount', 'skippedCount', 'warningCount'],
  ...['backupSize', 'startTime', 'endTime', 'jobDuration', 'lastModifyTime'],
];

test('lists the customers in the envelope, all values text', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  const response = await ask('/partner/customers');
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  const body = (await response.json()) as Record<string, unknown>;
  expect(body['@odata.context']).toContain('/partner/$metadata#Collection(');
  const customers = body['value'] as Record<string, unknown>[];
  expect(customers).toHaveLength(24);
  expect(new Set(customers.map((customer) => customer['id'])).size).toBe(24);
  for (const customer of customers) {
    expect(Object.keys(customer)).toEqual([
      'id',
      'organization',
      'ownerEmail',
      'jobStatus',
      'countryOrRegion',
    ]);
    for (const value of Object.values(customer)) expect(value).toEqual(expect.any(String));
  }
});

test('lists the jobs with the fifteen fields of the reference page, all text', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  for (const customer of simulator.estate.customers) {
    const rows = await valueOf(await ask(`/partner/customers/${customer.id}/jobs`));
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(rows.length).toBeLessThanOrEqual(12);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(rowFields);
      for (const value of Object.values(row)) expect(value).toEqual(expect.any(String));
    }
  }
});

test('rows agree with themselves and with the documented formats', async () => {
  const now = Date.UTC(2026, 4, 4, 9, 30);
  const simulator = await simulate({ now: () => now, customers: 200 });
  for (const { row } of simulator.estate.jobs()) {
    const counts = ['totalCount', 'failedCount', 'successfulCount', 'skippedCount', 'warningCount'];
    const [total, ...parts] = counts.map((field) => Number(row[field]));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
    expect(row['backupSize']).toMatch(/^\d+(\.\d+)? GB$/);
    if (row['status'] === 'Not Finished') {
      expect(row).toMatchObject({ jobId: 'N/A', totalCount: '0', startTime: 'N/A', jobDuration: 'N/A' });
      continue;
    }
    expect(row['jobId']).toMatch(/^[A-Z]{2}\d{20}$/);
    expect(row['startTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Date.parse(String(row['lastModifyTime']))).toBeLessThanOrEqual(now);
    if (row['status'] === 'Running') expect(row).toMatchObject({ endTime: 'N/A', jobDuration: 'N/A' });
    else expect(row['jobDuration']).toMatch(/^(0 S|(\d+h)?(\d+m)?\d+s)$/);
  }
});

test('the sample is nearly all well, with a failure or two and every customer’s jobs told apart', async () => {
  const { estate } = await simulate();
  const statuses = estate.jobs().map((job) => job.row['status']);
  const count = (status: string): number => statuses.filter((other) => other === status).length;
  expect(count('Failed')).toBeGreaterThanOrEqual(1);
  expect(count('Failed')).toBeLessThanOrEqual(2);
  expect(count('Finished') / statuses.length).toBeGreaterThan(0.8);
  for (const status of ['Not Finished', 'Finished with Exception', 'Skipped'])
    expect(count(status)).toBeGreaterThan(0);
  for (const { jobs } of estate.customers) {
    const keys = jobs.map(({ row }) => [row['jobType'], row['jobModule'], row['name']].join('/'));
    expect(new Set(keys).size).toBe(jobs.length);
  }
});

test('the same seed and clock give the same data, another seed other data', async () => {
  const now = (): number => Date.UTC(2026, 4, 4, 9, 30);
  const dump = async (seed: number): Promise<string> => {
    const { estate } = await simulate({ seed, now });
    return JSON.stringify(
      estate.customers.map((one) => [one.id, one.organization, one.jobs.map((job) => job.row)]),
    );
  };
  expect(await dump(7)).toBe(await dump(7));
  expect(await dump(7)).not.toBe(await dump(8));
});

test('one customer, and one module of one customer by its encoded names', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator);
  const { id, organization } = simulator.estate.at(0);
  expect(await (await ask(`/partner/customers/${id}`)).json()).toMatchObject({ id, organization });
  const path = `/partner/customers/${id}/jobs/jobType/Microsoft%20365/jobModule/Exchange%20Online`;
  const rows = await valueOf(await ask(path));
  expect(rows).toEqual([simulator.estate.at(0).job('Exchange Online').row]);
});

test('an id with unusual characters is found percent-encoded', async () => {
  const simulator = await simulate({ customers: 1 });
  const ask = await signIn(simulator);
  const id = 'a/b c?d%é';
  simulator.estate.addCustomer(id);
  expect((await ask(`/partner/customers/${encodeURIComponent(id)}/jobs`)).status).toBe(200);
  expect((await ask('/partner/customers/%E0%A4%A/jobs')).status).toBe(400);
});

test('who is not there is 404, what was not granted 403, another method 405', async () => {
  const simulator = await simulate();
  const ask = await signIn(simulator, 'partner.customers.read.all');
  const { id } = simulator.estate.at(0);
  expect((await ask(`/partner/customers/${id}/jobs`)).status).toBe(403);
  expect((await ask('/partner/customers/nobody')).status).toBe(404);
  expect((await ask('/partner/customers', { method: 'POST' })).status).toBe(405);
  expect((await ask('/partner/nothing')).status).toBe(404);
  simulator.estate.removeCustomer(id);
  expect((await ask(`/partner/customers/${id}`)).status).toBe(404);
});

test('twenty thousand customers are there at once', async () => {
  const before = performance.now();
  const simulator = await simulate({ customers: 20_000 });
  expect(performance.now() - before).toBeLessThan(3000);
  expect(simulator.estate.customers).toHaveLength(20_000);
  expect(new Set(simulator.estate.customers.map((customer) => customer.id)).size).toBe(20_000);
});

test('jobsPerCustomer gives everyone so many, with machines where modules run out', async () => {
  const { estate } = await simulate({ customers: 3, jobsPerCustomer: 40 });
  for (const { jobs } of estate.customers) expect(jobs).toHaveLength(40);
});
