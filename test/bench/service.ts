import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Simulator } from '../../simulator/index.ts';
import type { Estate } from './service-worker.ts';

/** What is needed to connect to a simulator, and how often it was asked for jobs. */
export interface Service {
  connection: Pick<Simulator, 'apiBaseUrl' | 'tokenUrl' | 'clientId' | 'clientSecret'>;
  jobsAsked: () => Promise<number>;
  close: () => Promise<void>;
}

/** Starts a simulator in a thread of its own, so that what it costs is not measured. */
export async function startService(estate: Estate): Promise<Service> {
  const worker = new Worker(new URL('./service-worker.ts', import.meta.url), { workerData: estate });
  const [connection] = (await once(worker, 'message')) as [Service['connection']];
  return {
    connection,
    jobsAsked: async () => {
      worker.postMessage('count');
      const [count] = (await once(worker, 'message')) as [number];
      return count;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
