import { afterEach, expect, test, vi } from 'vitest';
import { startSimulator } from '../../../simulator/index.ts';
import { signIn, simulate, valueOf } from './help.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a run begins under a new jobId and ends with the counts given', async () => {
  let now = Date.UTC(2026, 4, 4, 9, 30);
  const simulator = await simulate({ now: () => now });
  const job = simulator.estate.at(0).job('Exchange Online');
  const earlier = job.row['jobId'];
  const id = simulator.startRun(job);
  expect(id).toMatch(/^IB20260504093000000\d{3}$/);
  expect(id).not.toBe(earlier);
  expect(job.row).toMatchObject({
    jobId: id,
    status: 'Running',
    startTime: '2026-05-04T09:30:00Z',
    endTime: 'N/A',
  });
  now += 153_000;
  expect(simulator.finishRun(job, 'Failed', { total: 2323, failed: 41 })).toBe(id);
  expect(job.row).toMatchObject({
    status: 'Failed',
    jobId: id,
    totalCount: '2323',
    failedCount: '41',
    successfulCount: '2282',
    jobDuration: '2m33s',
    endTime: '2026-05-04T09:32:33Z',
  });
  const ask = await signIn(simulator);
  const rows = await valueOf(await ask(`/partner/customers/${job.customerId}/jobs`));
  expect(rows).toContainEqual(job.row);
});

test('finishing what is not under way is a whole new run, each with an id of its own', async () => {
  const simulator = await simulate({ now: () => Date.UTC(2026, 4, 4, 9, 30) });
  const job = simulator.estate.at(0).job('SharePoint Online');
  const ids = Array.from({ length: 50 }, () => simulator.finishRun(job, 'Failed'));
  expect(new Set(ids).size).toBe(50);
  expect(Number(job.row['failedCount'])).toBeGreaterThan(0);
});

test('odd rows are sent as they are, until the next run', async () => {
  const simulator = await simulate({ customers: 1, jobsPerCustomer: 2 });
  const ask = await signIn(simulator);
  const { id, jobs, extraRows } = simulator.estate.at(0);
  simulator.setRow(jobs[0]!, { totalCount: 12, failedCount: null, status: 'Odd', name: undefined });
  extraRows.push(null, 'text', 7);
  const rows = await valueOf(await ask(`/partner/customers/${id}/jobs`));
  expect(rows).toHaveLength(5);
  expect(rows[0]).toMatchObject({ totalCount: 12, failedCount: null, status: 'Odd' });
  expect(rows[0]).not.toHaveProperty('name');
  expect(rows.slice(2)).toEqual([null, 'text', 7]);
  simulator.startRun(jobs[0]!);
  expect(jobs[0]!.row).toMatchObject({ totalCount: '0', status: 'Running', name: 'N/A' });
});

test('the demo runs, fails and recovers a prominent job, then goes on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.UTC(2026, 4, 4, 9, 30) });
  const simulator = await startSimulator({ demo: true });
  const job = simulator.estate.at(0).job('Exchange Online');
  expect(job.row['status']).toBe('Finished');
  vi.advanceTimersByTime(15_000);
  expect(job.row['status']).toBe('Running');
  const failed = job.row['jobId'];
  vi.advanceTimersByTime(15_000);
  expect(job.row).toMatchObject({ status: 'Failed', jobId: failed, totalCount: '2323', failedCount: '41' });
  vi.advanceTimersByTime(151_000);
  expect(job.row['status']).toBe('Finished');
  expect(job.row['jobId']).not.toBe(failed);
  const ids = (): unknown[] => simulator.estate.jobs().map(({ row }) => row['jobId']);
  const statuses = new Set<unknown>();
  const before = ids();
  for (let minute = 0; minute < 120; minute += 1) {
    vi.advanceTimersByTime(60_000);
    for (const { row } of simulator.estate.jobs()) statuses.add(row['status']);
  }
  const changed = ids().filter((id, index) => id !== before[index]);
  expect(changed.length).toBeGreaterThan(40);
  expect(statuses).toContain('Failed');
  await simulator.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('the demo is the same each time for the same seed', async () => {
  const after = async (seed: number): Promise<string> => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.UTC(2026, 4, 4, 9, 30) });
    const simulator = await startSimulator({ demo: true, seed });
    vi.advanceTimersByTime(30 * 60_000);
    const dump = JSON.stringify(simulator.estate.jobs().map(({ row }) => row));
    await simulator.close();
    vi.useRealTimers();
    return dump;
  };
  expect(await after(3)).toBe(await after(3));
});
