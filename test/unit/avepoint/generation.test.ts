import { expect, test } from 'vitest';
import { createAutomaticSource } from '../../../main/avepoint/generation.ts';
import type { Generation } from '../../../main/avepoint/generation.ts';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import type { JobSource } from '../../../main/avepoint/source.ts';
import { problem } from '../../../shared/problem.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { simulate } from '../simulator/help.ts';
import { connectTo, never, problemOf } from './help.ts';

const everything = [
  ...['partner.customers.read.all', 'partner.jobs.read.all'],
  ...['elements.customers.read.all', 'elements.jobs.read.all'],
];

test.each(['modern', 'v3'] as const)('%s: customers and jobs as the service has them', async (generation) => {
  const simulator = await simulate({ customers: 120, jobsPerCustomer: 14 });
  const client = connectTo(simulator, { generation });
  expect(client.generation).toBe(generation);
  const { customers, unreadable } = await client.source.listCustomers(never);
  expect(unreadable).toBe(0);
  expect(customers).toEqual(
    simulator.estate.customers.map(({ id, organization, ownerEmail, countryOrRegion, jobStatus }) => ({
      id,
      name: organization,
      ownerEmail,
      country: countryOrRegion,
      tenantStatus: jobStatus.text,
    })),
  );
  const customer = simulator.estate.at(0);
  const failed = customer.job('Exchange Online');
  const jobId = simulator.finishRun(failed, 'Failed', { total: 2323, failed: 41 });
  customer.extraRows.push('no row');
  const answer = await client.source.listJobs(customer.id, never);
  expect(answer.unreadable).toBe(1);
  expect(answer.jobs).toHaveLength(14);
  expect(answer.jobs.filter((job) => job.outcome === 'failure')).toMatchObject([
    {
      service: 'Microsoft 365',
      module: 'Exchange Online',
      status: 'Failed',
      runId: jobId,
      total: { text: '2323', value: 2323 },
      failed: { text: '41', value: 41 },
    },
  ]);
  expect(client.unknowns()).toEqual([]);
});

test('both generations give the same jobs the same keys and outcomes', async () => {
  const simulator = await simulate({ customers: 60, jobsPerCustomer: 16 });
  const [modern, v3] = [
    connectTo(simulator, { generation: 'modern' }),
    connectTo(simulator, { generation: 'v3' }),
  ];
  const brief = async (id: string, client: typeof modern) =>
    (await client.source.listJobs(id, never)).jobs.map(({ key, outcome, runId, start }) => [
      key,
      outcome,
      runId,
      start.value,
    ]);
  for (const { id } of simulator.estate.customers)
    expect(await brief(id, v3)).toEqual(await brief(id, modern));
});

test('v3 reads every page of a hundred', async () => {
  const simulator = await simulate({ customers: 301, jobsPerCustomer: 230 });
  const { source } = connectTo(simulator, { generation: 'v3' });
  expect((await source.listCustomers(never)).customers).toHaveLength(301);
  expect((await source.listJobs(simulator.estate.at(0).id, never)).jobs).toHaveLength(230);
  expect(simulator.requests.filter(({ path }) => path.includes('pageIndex='))).toHaveLength(4 + 3);
});

test.each<[string, Generation[], string[], Generation]>([
  ['both', ['modern', 'v3'], everything, 'modern'],
  ['Modern alone', ['modern'], everything, 'modern'],
  ['v3 alone, where Modern is 404', ['v3'], everything, 'v3'],
  ['v3 alone by its scopes', ['modern', 'v3'], everything.slice(2), 'v3'],
])('Automatic finds out: %s', async (_, generations, scopes, expected) => {
  const simulator = await simulate({ generations, scopes, customers: 5 });
  const said: Generation[] = [];
  const client = connectTo(simulator, { onGeneration: (generation) => said.push(generation) });
  expect(client.generation).toBeNull();
  expect((await client.source.listCustomers(never)).customers).toHaveLength(5);
  for (const { id } of simulator.estate.customers) await client.source.listJobs(id, never);
  expect(client.generation).toBe(expected);
  expect(said).toEqual([expected]);
  expect(simulator.counters.token).toBeLessThanOrEqual(2);
});

test('Automatic finds out by the jobs alone, where the customers may not be listed', async () => {
  const simulator = await simulate({ scopes: ['elements.jobs.read.all'] });
  const client = connectTo(simulator);
  expect(await problemOf(client.source.listCustomers(never))).toMatchObject({ code: 'permissionMissing' });
  const { id, jobs } = simulator.estate.at(0);
  expect((await client.source.listJobs(id, never)).jobs).toHaveLength(jobs.length);
  expect(client.generation).toBe('v3');
});

test('where neither is there, what Modern said counts', async () => {
  const simulator = await simulate({ generations: [], scopes: everything });
  const client = connectTo(simulator);
  expect(await problemOf(client.source.listCustomers(never))).toMatchObject({
    code: 'requestRefused',
    status: 404,
  });
  expect(client.generation).toBeNull();
});

function source(answer: () => ProblemCode | [ProblemCode, number] | null): JobSource & { asked: number } {
  const ask = <T>(good: T): Promise<T> => {
    made.asked += 1;
    const said = answer();
    if (said === null) return Promise.resolve(good);
    const [code, status] = typeof said === 'string' ? [said, null] : said;
    return Promise.reject(new ServiceFailure(problem(code, { status })));
  };
  const made = {
    asked: 0,
    listCustomers: () => ask({ customers: [], unreadable: 0 }),
    listJobs: () => ask({ jobs: [], earlier: [], unreadable: 0 }),
  };
  return made;
}

test('Modern that goes away while it is used is left for v3, for good', async () => {
  let gone = false;
  const modern = source(() => (gone ? ['requestRefused', 410] : null));
  const v3 = source(() => null);
  const said: Generation[] = [];
  const automatic = createAutomaticSource({ modern, v3 }, (generation) => said.push(generation));
  await automatic.listCustomers(never);
  gone = true;
  await automatic.listJobs('c', never);
  gone = false;
  await automatic.listJobs('c', never);
  await automatic.listCustomers(never);
  expect([modern.asked, v3.asked, said]).toEqual([2, 3, ['modern', 'v3']]);
});

test('one customer that is gone or not allowed does not change the generation', async () => {
  let said: [ProblemCode, number] | null = null;
  const v3 = source(() => null);
  const automatic = createAutomaticSource({ modern: source(() => said), v3 }, () => undefined);
  await automatic.listCustomers(never);
  for (said of [
    ['customerNotFound', 404],
    ['permissionMissing', 403],
  ] as [ProblemCode, number][]) {
    expect(await problemOf(automatic.listJobs('c', never))).toMatchObject({ status: said[1] });
  }
  expect([v3.asked, automatic.generation]).toEqual([0, 'modern']);
});

test.each(['serviceUnavailable', 'timedOut', 'credentialsRefused', 'notUnderstood'] as const)(
  '%s is no reason to try v3',
  async (code) => {
    const v3 = source(() => null);
    const automatic = createAutomaticSource({ modern: source(() => code), v3 }, () => undefined);
    expect(await problemOf(automatic.listCustomers(never))).toMatchObject({ code });
    expect(await problemOf(automatic.listJobs('c', never))).toMatchObject({ code });
    expect(v3.asked).toBe(0);
  },
);

test('what keeps v3 from answering is told where it is more than absence', async () => {
  const modern = source(() => ['requestRefused', 404]);
  const told = async (answer: ProblemCode | [ProblemCode, number]) =>
    problemOf(
      createAutomaticSource({ modern, v3: source(() => answer) }, () => undefined).listCustomers(never),
    );
  expect(await told('timedOut')).toMatchObject({ code: 'timedOut' });
  expect(await told(['permissionMissing', 403])).toMatchObject({ status: 404 });
});
