import { parentPort, workerData } from 'node:worker_threads';
import { startSimulator } from '../../simulator/index.ts';

/** What the simulator of a thread serves. */
export interface Estate {
  customers: number;
  jobsPerCustomer: number;
  seed: number;
  latencyMs: number;
}

const simulator = await startSimulator(workerData as Estate);
const { apiBaseUrl, tokenUrl, clientId, clientSecret } = simulator;
parentPort?.on('message', () => parentPort?.postMessage(simulator.counters.jobs));
parentPort?.postMessage({ apiBaseUrl, tokenUrl, clientId, clientSecret });
