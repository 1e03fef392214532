import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { addressSchema } from '../shared/connection.ts';
import { messageOf } from '../shared/message-of.ts';
import { explain } from '../shared/problem.ts';
import type { Problem } from '../shared/problem.ts';
import { systemClock } from './avepoint/clock.ts';
import type { Clock } from './avepoint/clock.ts';
import { createClient } from './avepoint/index.ts';
import { probe } from './avepoint/probe.ts';
import type { ProbeReport } from './avepoint/probe.ts';

const usage = `Usage: npm run -s probe -- --base-url URL --token-url URL --client-id ID [options]

Signs in, lists the customers and the jobs of the first customer that has any, and prints what was
understood and what was not. No customer is named in what is printed.

  --base-url URL     API base URL, such as https://graph.avepointonlineservices.com
  --token-url URL    token URL, such as https://identity.avepointonlineservices.com/connect/token
  --client-id ID     the client ID of the app registration
  --generation G     auto (default), modern or v3
  --json             print one JSON object
  --help             print this

The client secret is taken from the environment variable JOBWATCH_CLIENT_SECRET, else from standard input.
Exit code: 0 when all went well, 1 when the service or the way to it did not, 2 for wrong use.
`;

const required = (name: string) => ({ error: `--${name} is missing.` });
const argumentsSchema = z.object({
  'base-url': z.string(required('base-url')).pipe(addressSchema),
  'token-url': z.string(required('token-url')).pipe(addressSchema),
  'client-id': z.string(required('client-id')).trim().min(1, 'The client ID is empty.').max(200),
  generation: z.enum(['auto', 'modern', 'v3'], { error: '--generation is auto, modern or v3.' }),
  json: z.boolean(),
});

class UsageError extends Error {}

function parseCommand(args: string[]): z.infer<typeof argumentsSchema> | 'help' {
  const string = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    'base-url': string,
    'token-url': string,
    'client-id': string,
    generation: { type: 'string', default: 'auto' },
    json: flag,
    help: flag,
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
  if (values.help) return 'help';
  const parsed = argumentsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) =>
    message.startsWith('--') ? message : `--${path.join('.')}: ${message}`,
  );
  throw new UsageError(issues.join('\n'));
}

async function readSecret(): Promise<string> {
  const given = process.env['JOBWATCH_CLIENT_SECRET'];
  const secret = given ?? (process.stdin.isTTY ? '' : await text(process.stdin));
  if (secret.trim() === '') {
    throw new UsageError(
      'The client secret is missing: set JOBWATCH_CLIENT_SECRET, or give it on standard input.',
    );
  }
  return secret.trim();
}

/** Unlike those of the app, these timers keep the process alive: it waits for nothing else. */
const clock: Clock = {
  ...systemClock,
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

const told = (problem: Problem) => ({ ...explain(problem.code), ...problem });

/** The object that `--json` prints. */
const asJson = (report: ProbeReport) => ({
  generation: report.generation,
  customers: report.customers,
  jobs: report.jobs,
  unknownStatuses: report.unknowns.filter(({ kind }) => kind === 'status').map((unknown) => unknown.text),
  unreadableRows: report.unreadableRows,
  errors: report.errors.map(told),
});

function inWords(report: ProbeReport): string {
  const listed = (all: readonly string[]): string =>
    all.length === 0 ? 'none' : all.join('\n                   ');
  const unknown = (kind: string): string =>
    listed(report.unknowns.filter((one) => one.kind === kind).map((one) => `${one.text} (${one.count}×)`));
  const outcomes = Object.entries(report.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const errors = report.errors
    .map(told)
    .flatMap((error) => [
      `Error              ${error.title}. ${error.sentence} ${error.advice}`,
      ...(error.detail === null ? [] : [`                   ${error.detail}`]),
      ...(error.status === null
        ? []
        : [`                   HTTP ${error.status}, request ${error.requestId ?? 'without an id'}`]),
    ]);
  return [
    `API generation     ${report.generation ?? 'not known'}`,
    `Customers          ${report.customers}`,
    `Jobs               ${report.jobs} rows of the first customer that has any (${report.asked} asked)`,
    `Outcomes           ${outcomes.length === 0 ? 'none' : outcomes.join(', ')}`,
    `Duplicate rows     ${report.duplicates}`,
    `Unreadable rows    ${report.unreadableRows}`,
    `Unknown statuses   ${unknown('status')}`,
    `Unknown services   ${unknown('service')}`,
    `Unknown modules    ${unknown('module')}`,
    `Unknown formats    ${listed(report.unknownFormats)}`,
    ...errors,
  ].join('\n');
}

async function run(args: string[]): Promise<number> {
  const command = parseCommand(args);
  if (command === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  const client = createClient({
    connection: {
      clientId: command['client-id'],
      tokenUrl: command['token-url'],
      apiBaseUrl: command['base-url'],
    },
    credential: { kind: 'secret', secret: await readSecret() },
    generation: command.generation === 'auto' ? 'automatic' : command.generation,
    fetch: (url, init) => fetch(url, init),
    clock,
  });
  const report = await probe(client, new AbortController().signal);
  process.stdout.write(`${command.json ? JSON.stringify(asJson(report), null, 2) : inWords(report)}\n`);
  return report.errors.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
