import { expect, it } from 'vitest';
import { createWhy } from '../../main/why.ts';
import { ServiceFailure } from '../../main/avepoint/failure.ts';
import type { ObjectReport } from '../../shared/report.ts';
import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { job } from './renderer/job.ts';

const report: ObjectReport = {
  objects: [],
  counts: { failed: 0, warning: 0, skipped: 0, other: 0 },
  read: 5,
  complete: true,
  unreadable: 0,
};

type Reading = (signal: AbortSignal) => Promise<ObjectReport | null>;

const ask = (found: typeof job | null, read: Reading, generation: 'modern' | 'v3' | null = 'v3') =>
  createWhy({
    job: () => found,
    client: () => ({ generation, readReport: (_run, signal) => read(signal) }),
  })('k1');

const refused =
  (seen: Problem): Reading =>
  () =>
    Promise.reject(new ServiceFailure(seen));

it('tells the report of a Microsoft 365 run', async () => {
  expect(await ask(job, async () => report)).toEqual({ kind: 'report', report });
});

it('asks the service for nothing that it does not report', async () => {
  const unasked: Reading = () => Promise.reject(new Error('asked'));
  expect(await ask(null, unasked)).toEqual({ kind: 'none', reason: 'noRun' });
  expect(await ask({ ...job, runId: null }, unasked)).toEqual({ kind: 'none', reason: 'noRun' });
  expect(await ask({ ...job, service: 'Azure' }, unasked)).toEqual({ kind: 'none', reason: 'otherService' });
  expect(await ask(job, async () => null)).toEqual({ kind: 'none', reason: 'notReported' });
});

it('blames the generation only where Modern answers and v3 may not be asked', async () => {
  const missing = refused(problem('permissionMissing'));
  expect(await ask(job, missing, 'modern')).toEqual({ kind: 'none', reason: 'modernOnly' });
  await expect(ask(job, missing, 'v3')).rejects.toThrow(ServiceFailure);
  await expect(ask(job, refused(problem('timedOut')), 'modern')).rejects.toThrow(ServiceFailure);
});

it('says that there is no connection', async () => {
  const why = createWhy({ job: () => job, client: () => null });
  await expect(why('k1')).rejects.toMatchObject({ problem: { code: 'notConnected' } });
});

it('ends the question before when another job is asked about', async () => {
  const signals: AbortSignal[] = [];
  const why = createWhy({
    job: () => job,
    client: () => ({
      generation: 'v3',
      readReport: async (_run, signal) => {
        signals.push(signal);
        return report;
      },
    }),
  });
  await why('k1');
  await why('k2');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});
