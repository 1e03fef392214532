import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Simulator } from '../../../simulator/index.ts';
import { simulate } from '../simulator/help.ts';

const program = fileURLToPath(new URL('../../../main/probe.ts', import.meta.url));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command; a secret of null leaves the variable out, `input` is what standard input says. */
async function run(args: string[], secret: string | null, input = ''): Promise<Ended> {
  const env: NodeJS.ProcessEnv = { ...process.env };
  delete env['JOBWATCH_CLIENT_SECRET'];
  delete env['DISPLAY'];
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...env, ...(secret === null ? {} : { JOBWATCH_CLIENT_SECRET: secret }) },
  });
  child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

const address = ({ apiBaseUrl, tokenUrl, clientId }: Simulator): string[] => [
  ...['--base-url', apiBaseUrl, '--token-url', tokenUrl, '--client-id', clientId],
];

test.each([
  ['auto', ['modern', 'v3'], 'modern'],
  ['auto', ['v3'], 'v3'],
  ['modern', ['modern', 'v3'], 'modern'],
  ['v3', ['modern', 'v3'], 'v3'],
] as const)('--generation %s of %j: %s', async (generation, generations, used) => {
  const simulator = await simulate({ generations, customers: 30, jobsPerCustomer: 9 });
  const first = simulator.estate.at(0);
  simulator.finishRun(first.jobs[0]!, 'Brand New');
  simulator.finishRun(first.jobs[1]!, 'Brand New');
  first.extraRows.push('no row', 7);
  const args = [...address(simulator), '--generation', generation, '--json'];
  const { code, out, err } = await run(args, simulator.clientSecret);
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual({
    generation: used,
    customers: 30,
    jobs: 9,
    unknownStatuses: ['Brand New'],
    unreadableRows: 2,
    errors: [],
  });
});

test('in words, with the secret from standard input, and without anything that is nobody’s business', async () => {
  const simulator = await simulate({ customers: 3, jobsPerCustomer: 5 });
  const [first, second] = simulator.estate.at(0).jobs;
  simulator.setRow(first!, { startTime: 'last night', jobType: 'Box', totalCount: 'some' });
  simulator.estate.at(0).extraRows.push({ ...second!.row });
  const { code, out } = await run(address(simulator), null, `${simulator.clientSecret}\n`);
  expect(code).toBe(0);
  expect(out).toMatch(/^API generation +modern$/m);
  expect(out).toMatch(/^Customers +3$/m);
  expect(out).toMatch(/^Jobs +6 rows/m);
  expect(out).toMatch(/^Duplicate rows +1$/m);
  expect(out).toMatch(/^Unknown services +Box \(1×\)$/m);
  expect(out).toMatch(/^Unknown formats +total: some\n +start: last night$/m);
  for (const word of [simulator.clientSecret, ...simulator.estate.customers.map((c) => c.organization)]) {
    expect(out).not.toContain(word);
  }
});

test('the first customer that has jobs counts', async () => {
  const simulator = await simulate({ customers: 4, jobsPerCustomer: 5 });
  for (const index of [0, 1]) {
    const { id } = simulator.estate.at(index);
    simulator.faults.add({ customerId: id }, { kind: 'json', value: { value: [] } });
  }
  const { code, out } = await run([...address(simulator), '--json'], simulator.clientSecret);
  expect([code, (JSON.parse(out) as { jobs: number }).jobs, simulator.counters.jobs]).toEqual([0, 5, 3]);
});

test('a problem is told in words, and ends with 1', async () => {
  const simulator = await simulate();
  const refused = await run([...address(simulator), '--json'], 'wrong');
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out)).toMatchObject({
    generation: null,
    customers: 0,
    jobs: 0,
    errors: [
      { code: 'credentialsRefused', title: 'Credentials refused', status: 400, detail: 'invalid_client' },
    ],
  });
  const words = await run(address(simulator), 'wrong');
  expect(words.code).toBe(1);
  expect(words.out).toMatch(/^Error +Credentials refused\. .*\n +invalid_client\n +HTTP 400, request \S+$/m);
  simulator.faults.add('jobs', { kind: 'status', status: 403, times: 1 });
  const partly = await run([...address(simulator), '--json'], simulator.clientSecret);
  expect([partly.code, JSON.parse(partly.out)]).toMatchObject([
    1,
    { customers: 24, errors: [{ code: 'permissionMissing', status: 403 }] },
  ]);
});

test.each<[string, string[], RegExp]>([
  ['nothing', [], /--base-url is missing\.\n--token-url is missing\.\n--client-id is missing\./],
  ['an unknown flag', ['--secret', 'x'], /Unknown option '--secret'/],
  ['plain http', ['--base-url', 'http://graph.example'], /--base-url: Enter an https address/],
  ['another generation', ['--generation', 'v4'], /--generation is auto, modern or v3/],
])('%s is wrong use', async (_, args, message) => {
  const { code, out, err } = await run(args, 's');
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(message);
});

test('without a secret it is wrong use, --help is not', async () => {
  const simulator = await simulate();
  const without = await run(address(simulator), null);
  expect([without.code, without.out]).toEqual([2, '']);
  expect(without.err).toMatch(/JOBWATCH_CLIENT_SECRET/);
  const help = await run(['--help'], null);
  expect([help.code, help.err]).toEqual([0, '']);
  expect(help.out).toMatch(/^Usage: /);
});
