import { expect, test } from 'vitest';
import { jobKey } from '../../../main/avepoint/identity.ts';
import { readCustomers } from '../../../main/avepoint/customers.ts';
import { readRows } from '../../../main/avepoint/rows.ts';
import type { JobsAnswer } from '../../../main/avepoint/rows.ts';
import { createUnknowns } from '../../../main/avepoint/unknowns.ts';
import { textOf } from '../../../main/avepoint/values.ts';

const spelling = { service: textOf, module: textOf, status: textOf };

function read(rows: readonly unknown[], seen: string[] = []): JobsAnswer {
  const unknowns = createUnknowns((kind, text) => seen.push(`${kind} ${text}`));
  return readRows(rows, 'c1', { spelling, exception: 'warning', unknowns });
}

const row = (fields: Record<string, unknown>): Record<string, unknown> => ({
  jobType: 'Microsoft 365',
  jobModule: 'Exchange Online',
  status: 'Finished',
  jobId: 'IB20260314120000000001',
  name: 'N/A',
  ...fields,
});

test('the documented row, as it came and what it means', () => {
  const sample = row({
    status: 'Failed',
    totalCount: '2323',
    failedCount: 0,
    successfulCount: 'N/A',
    skippedCount: null,
    backupSize: '0.01 GB',
    startTime: '2025-12-11T22:52:26Z',
    endTime: '12/12/2025 00:03:54',
    jobDuration: '1h11m28s',
    lastModifyTime: 'later',
  });
  const { jobs, earlier, unreadable } = read([sample]);
  expect(earlier).toEqual([]);
  expect(unreadable).toBe(0);
  expect(jobs).toEqual([
    {
      key: jobKey('c1', 'Microsoft 365', 'Exchange Online', null),
      customerId: 'c1',
      service: 'Microsoft 365',
      module: 'Exchange Online',
      name: null,
      runId: 'IB20260314120000000001',
      status: 'Failed',
      outcome: 'failure',
      total: { text: '2323', value: 2323 },
      failed: { text: '0', value: 0 },
      successful: { text: 'N/A', value: null },
      skipped: { text: null, value: null },
      warnings: { text: null, value: null },
      size: { text: '0.01 GB', value: 10737418 },
      duration: { text: '1h11m28s', value: 4_288_000 },
      start: { text: '2025-12-11T22:52:26Z', value: Date.UTC(2025, 11, 11, 22, 52, 26) },
      end: { text: '12/12/2025 00:03:54', value: Date.UTC(2025, 11, 12, 0, 3, 54) },
      modified: { text: 'later', value: null },
      raw: JSON.stringify(sample),
    },
  ]);
});

test('a row that is no object is counted, every other one is kept', () => {
  const { jobs, unreadable } = read([null, 7, 'row', [], [row({})], true, {}, row({ status: 'Failed' })]);
  expect(unreadable).toBe(6);
  expect(jobs.map((job) => [job.service, job.module, job.outcome])).toEqual([
    ['Unknown service', 'Unknown module', 'idle'],
    ['Microsoft 365', 'Exchange Online', 'failure'],
  ]);
});

test('of several rows of one job the latest is the job, the others are kept as runs of it', () => {
  const at = (jobId: string, startTime: string, status: string, lastModifyTime = 'N/A'): unknown =>
    row({ jobId, startTime, status, lastModifyTime });
  const { jobs, earlier } = read([
    at('B', '2026-03-14T12:00:00Z', 'Finished'),
    at('C', '2026-03-14T18:00:00Z', 'Failed', '2026-03-14T18:30:00Z'),
    at('C', '2026-03-14T18:00:00Z', 'Running', '2026-03-14T18:10:00Z'),
    at('A', 'N/A', 'Failed'),
    row({ jobModule: 'exchange-online', jobId: 'D', startTime: '2026-03-14T13:00:00Z' }),
    row({ jobModule: 'SharePoint Online', jobId: 'E' }),
  ]);
  expect(jobs.map((job) => [job.runId, job.outcome])).toEqual([
    ['C', 'failure'],
    ['E', 'success'],
  ]);
  expect(earlier.map((job) => job.runId)).toEqual(['A', 'B', 'D', 'C']);
});

test('what nobody knows is kept, shown as it came, and told once', () => {
  const seen: string[] = [];
  const { jobs } = read(
    [
      row({ status: 'Brand New', jobType: 'Box', jobModule: 'Box Files' }),
      row({ status: 'Brand New', jobType: 'microsoft365', jobModule: 'ONEDRIVE for business' }),
    ],
    seen,
  );
  expect(jobs.map((job) => [job.service, job.module, job.status, job.outcome])).toEqual([
    ['Box', 'Box Files', 'Brand New', 'unknown'],
    ['microsoft365', 'ONEDRIVE for business', 'Brand New', 'unknown'],
  ]);
  expect(seen).toEqual(['status Brand New', 'service Box', 'module Box Files']);
});

test('unknown texts are counted, and no more than so many are kept', () => {
  const unknowns = createUnknowns(() => undefined);
  for (let index = 0; index < 600; index += 1) unknowns.note('status', `new ${index}`);
  unknowns.note('status', 'new 0');
  unknowns.note('status', 'new 599');
  expect(unknowns.list()).toHaveLength(500);
  expect(unknowns.list()[0]).toEqual({ kind: 'status', text: 'new 0', count: 2 });
});

test.each([
  [
    ['Microsoft 365', 'OneDrive for Business'],
    ['Microsoft 365', 'OneDrive'],
  ],
  [
    ['Microsoft 365', 'Microsoft 365 Group'],
    ['Microsoft 365', 'Microsoft 365 Groups'],
  ],
  [
    ['Microsoft 365', 'Yammer'],
    ['Microsoft 365', 'Viva Engage'],
  ],
  [
    ['Azure', 'Virtual Machine'],
    ['IaaS + PaaS', 'Azure Virtual Machine'],
  ],
  [
    ['Azure', 'Active Directory'],
    ['IaaS + PaaS', 'Microsoft Entra ID'],
  ],
  [
    ['Salesforce', 'Salesforce'],
    ['Salesforce', 'None'],
  ],
  [
    ['MICROSOFT-365', 'exchange  online'],
    ['Microsoft 365', 'Exchange Online'],
  ],
] as const)('%j and %j are one job', ([service, module], [otherService, otherModule]) => {
  expect(jobKey('c1', service, module, 'n')).toBe(jobKey('c1', otherService, otherModule, 'n'));
});

test('customer, service, module and name tell jobs apart; the key is safe in an address', () => {
  const keys = [
    jobKey('c1', 'Azure', 'Virtual Machine', 'vm-1'),
    jobKey('c1', 'Azure', 'Virtual Machine', 'vm-2'),
    jobKey('c1', 'Azure', 'Virtual Machine', 'VM-1'),
    jobKey('c1', 'Azure', 'Virtual Machine', null),
    jobKey('c1', 'Azure', 'Storage', 'vm-1'),
    jobKey('c1', 'Google Workspace', 'Virtual Machine', 'vm-1'),
    jobKey('c2', 'Azure', 'Virtual Machine', 'vm-1'),
    jobKey('c1","azure', 'Virtual Machine', 'vm', '1'),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[\w-]{22}$/);
});

test('customers: any name, any text as id, each once', () => {
  const { customers, unreadable } = readCustomers([
    {
      id: '00427fbc-8832-46cf-a1d2-582f46e638',
      organization: 'Contoso',
      ownerEmail: 'it@contoso.example',
      jobStatus: 4,
      countryOrRegion: 'Ireland',
    },
    { id: ' b ', organization: 'N/A', ownerEmail: null, jobStatus: 'N/A' },
    { id: 7, organization: 'Contoso', jobStatus: 0 },
    { id: 'b', organization: 'Renamed', jobStatus: 99 },
    { id: '..', organization: 'Up' },
    { id: '' },
    { id: null },
    { organization: 'No id' },
    null,
    'x',
  ]);
  expect(customers).toEqual([
    {
      id: '00427fbc-8832-46cf-a1d2-582f46e638',
      name: 'Contoso',
      ownerEmail: 'it@contoso.example',
      country: 'Ireland',
      tenantStatus: 'Multiple issues found',
    },
    // The row that came last.
    { id: 'b', name: 'Renamed', ownerEmail: null, country: null, tenantStatus: '99' },
    { id: '7', name: 'Contoso', ownerEmail: null, country: null, tenantStatus: null },
  ]);
  expect(unreadable).toBe(6);
});
