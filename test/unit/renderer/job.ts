import type { JobDetails } from '../../../shared/model.ts';

/** A job that ran and finished, to take apart in tests. */
export const job: JobDetails = {
  key: 'k1',
  customerId: 'c1',
  customerName: 'Contoso',
  service: 'Microsoft 365',
  module: 'Exchange Online',
  name: null,
  runId: 'IB20251211225226018075',
  status: 'Finished',
  outcome: 'success',
  total: { text: '2430', value: 2430 },
  failed: { text: '7', value: 7 },
  successful: { text: '2400', value: 2400 },
  skipped: { text: '20', value: 20 },
  warnings: { text: '3', value: 3 },
  size: { text: '0 GB', value: 0 },
  duration: { text: '2m33s', value: 153_000 },
  start: { text: '2025-12-12T14:15:32Z', value: Date.UTC(2025, 11, 12, 14, 15, 32) },
  end: { text: 'N/A', value: null },
  modified: { text: 'N/A', value: null },
  checkedAt: Date.UTC(2025, 11, 12, 14, 20),
  vanishedAt: null,
  longRunning: false,
  raw: '{}',
};
