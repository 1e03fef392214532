import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemClock } from '../../../main/avepoint/clock.ts';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import { createClient } from '../../../main/avepoint/index.ts';
import type { Client } from '../../../main/avepoint/index.ts';
import type { JobsAnswer } from '../../../main/avepoint/rows.ts';
import { problemSchema } from '../../../shared/problem.ts';
import { jobSchema } from '../../../shared/model.ts';
import { never } from './help.ts';

const token = { access_token: 't', token_type: 'Bearer', expires_in: 3600 };

interface Said {
  text: string;
  status?: number;
  headers?: [string, string][];
}

/** A client whose service says these things, whatever it is asked. */
function client(
  generation: 'modern' | 'v3',
  api: Said,
  signIn: Said = { text: JSON.stringify(token) },
): Client {
  return createClient({
    connection: { clientId: 'c', tokenUrl: 'https://id.example/token', apiBaseUrl: 'https://graph.example' },
    credential: { kind: 'secret', secret: 's' },
    generation,
    load: { parallel: 4, perSecond: 1e6 },
    clock: systemClock,
    fetch: (url) => {
      const { text, status = 200, headers = [] } = url.startsWith('https://id.') ? signIn : api;
      const body = status === 204 || status === 205 || status === 304 ? null : text;
      return Promise.resolve(new Response(body, { status, headers }));
    },
  });
}

/** What a promise gave; null for a failure of the closed set. Anything else thrown fails the test. */
async function orFailure<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceFailure);
    problemSchema.parse((error as ServiceFailure).problem);
    return null;
  }
}

/** Any JSON value; the keys of the API among others, so that half-right objects come up. */
const key = fc.constantFrom(
  ...['value', 'data', 'metadata', 'totalCount', 'skipToken', 'nextLink', '@odata.nextLink', 'id'],
  ...['jobType', 'jobModule', 'status', 'jobId', 'name', 'startTime', '__proto__', 'constructor', 'toString'],
  ...['error', 'message', 'errors', 'requestId', 'access_token', 'token_type', 'expires_in'],
);
const { json } = fc.letrec<{ json: fc.JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<fc.JsonValue>('N/A', '', 'Failed', '2026-03-14T15:00:00Z', '__proto__', 'bearer', 0, 3),
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(key, tie('json'), { maxKeys: 6 }),
  ),
}));

const generation = fc.constantFrom('modern', 'v3');
const runs = { numRuns: 300 };

const failedRow = {
  jobType: 'Microsoft 365',
  jobModule: 'Exchange Online',
  status: 'Failed',
  jobId: 'IB20260314120000000001',
  name: 'only this one',
  startTime: '2026-03-14T12:00:00Z',
};

const envelope = (kind: 'modern' | 'v3', rows: unknown[]): Said => ({
  text: JSON.stringify(
    kind === 'modern' ? { value: rows } : { data: rows, metadata: { totalCount: rows.length } },
  ),
});

function expectWellFormed(answer: JobsAnswer): void {
  for (const job of [...answer.jobs, ...answer.earlier]) {
    jobSchema.parse(job);
    expect(() => JSON.parse(job.raw) as unknown).not.toThrow();
  }
}

const foundFailed = ({ jobs, earlier }: JobsAnswer): boolean =>
  [...jobs, ...earlier].some((job) => job.runId === failedRow.jobId && job.outcome === 'failure');

test('any JSON in place of a body is an answer or a problem', async () => {
  await fc.assert(
    fc.asyncProperty(generation, json, async (kind, body) => {
      const { source, readReport } = client(kind, { text: JSON.stringify(body) });
      const answer = await orFailure(source.listJobs('c', never));
      if (answer !== null) expectWellFormed(answer);
      await orFailure(source.listCustomers(never));
      await orFailure(readReport({ customerId: 'c', runId: 'r' }, never));
    }),
    runs,
  );
});

test('any JSON in place of a row costs that row, never a failed one beside it', async () => {
  await fc.assert(
    fc.asyncProperty(generation, fc.array(json), fc.nat(), async (kind, others, place) => {
      const rows: unknown[] = others.toSpliced(place % (others.length + 1), 0, failedRow as fc.JsonValue);
      const answer = await client(kind, envelope(kind, rows)).source.listJobs('c', never);
      expectWellFormed(answer);
      expect(answer.jobs.length + answer.earlier.length + answer.unreadable).toBe(rows.length);
      expect(foundFailed(answer)).toBe(true);
    }),
    runs,
  );
});

const fields = [
  ...['jobType', 'jobModule', 'status', 'jobId', 'name', 'totalCount', 'failedCount', 'successfulCount'],
  ...['skippedCount', 'warningCount', 'backupSize', 'startTime', 'endTime', 'jobDuration', 'lastModifyTime'],
] as const;

test('any JSON in place of fields leaves the row, and the failed one beside it', async () => {
  const some = fc.record(Object.fromEntries(fields.map((field) => [field, json])), { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(generation, fc.array(some, { maxLength: 8 }), async (kind, rows) => {
      const changed = rows.map((row) => ({ ...failedRow, ...row }));
      const answer = await client(kind, envelope(kind, [failedRow, ...changed])).source.listJobs('c', never);
      expectWellFormed(answer);
      expect(answer.unreadable).toBe(0);
      expect(answer.jobs.length + answer.earlier.length).toBe(rows.length + 1);
      expect(foundFailed(answer)).toBe(true);
    }),
    runs,
  );
});

test('a field may not take a known failure away: counts, times, sizes and names do not decide', async () => {
  const details = fields.filter((field) => !['status', 'jobId', 'jobType', 'jobModule'].includes(field));
  const some = fc.record(Object.fromEntries(details.map((field) => [field, json])), { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(generation, some, async (kind, changed) => {
      const answer = await client(kind, envelope(kind, [{ ...failedRow, ...changed }])).source.listJobs(
        'c',
        never,
      );
      expect(foundFailed(answer)).toBe(true);
    }),
    runs,
  );
});

test('any JSON in place of a token is a token or a problem', async () => {
  await fc.assert(
    fc.asyncProperty(json, fc.constantFrom(200, 400, 401, 500), async (answer, status) => {
      const signIn = { text: JSON.stringify(answer), status };
      await orFailure(client('modern', envelope('modern', []), signIn).source.listCustomers(never));
    }),
    runs,
  );
});

test('any text, status and hint is an answer or a problem', async () => {
  const status = fc.integer({ min: 200, max: 599 });
  const hint = fc.constantFrom('', '0', '1', 'soon', '99999999999', 'Fri, 31 Dec 1999 23:59:59 GMT');
  await fc.assert(
    fc.asyncProperty(
      generation,
      fc.string({ unit: 'binary' }),
      status,
      hint,
      async (kind, text, code, after) => {
        const said = { text, status: code, headers: [['retry-after', after]] as [string, string][] };
        await orFailure(client(kind, said).source.listJobs('c', never));
        await orFailure(client(kind, { text: '{}' }, said).source.listJobs('c', never));
      },
    ),
    runs,
  );
});

test('what is nested as deep as a body allows costs its row alone', async () => {
  const depth = 200_000;
  const deep = '[{"a":'.repeat(depth) + '1' + '}]'.repeat(depth);
  const text = `{"value":[{"jobType":${deep},"status":${deep}},${deep},${JSON.stringify(failedRow)}]}`;
  const answer = await client('modern', { text }).source.listJobs('c', never);
  expect([answer.jobs.length, answer.unreadable]).toEqual([2, 1]);
  expect(foundFailed(answer)).toBe(true);
  await orFailure(client('modern', { text: deep }).source.listJobs('c', never));
});
