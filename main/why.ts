import type { JobDetails } from '../shared/model.ts';
import { reportedService } from '../shared/report.ts';
import type { Why } from '../shared/report.ts';
import { problem } from '../shared/problem.ts';
import { ServiceFailure } from './avepoint/failure.ts';
import type { Client } from './avepoint/index.ts';

interface WhyParts {
  job: (key: string) => JobDetails | null;
  /** The client of the present connection; null where it does not work. */
  client: () => Pick<Client, 'generation' | 'readReport'> | null;
}

const none = (reason: Extract<Why, { kind: 'none' }>['reason']): Why => ({ kind: 'none', reason });

/**
 * Makes the question why a job's latest run failed. A further question ends the one before, since a report may take
 * many requests and only the job in view is of interest. Throws ServiceFailure.
 */
export function createWhy({ job: find, client: present }: WhyParts): (key: string) => Promise<Why> {
  let current = new AbortController();
  return async (key) => {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    const job = find(key);
    if (job === null || job.runId === null) return none('noRun');
    if (job.service !== reportedService) return none('otherService');
    const client = present();
    if (client === null) throw new ServiceFailure(problem('notConnected'));
    try {
      const { customerId, runId } = job;
      const report = await client.readReport({ customerId, runId }, signal);
      return report === null ? none('notReported') : { kind: 'report', report };
    } catch (error) {
      const isRefused = error instanceof ServiceFailure && error.problem.code === 'permissionMissing';
      if (isRefused && client.generation === 'modern') return none('modernOnly');
      throw error;
    }
  };
}
