import { startSimulator } from '../../simulator/index.ts';

/** What the simulator of a process serves. */
export interface Estate {
  customers: number;
  jobsPerCustomer: number;
  seed: number;
  latencyMs: number;
}

const { apiBaseUrl, tokenUrl, clientId, clientSecret } = await startSimulator(
  JSON.parse(process.argv[2] ?? '{}') as Estate,
);
console.log(JSON.stringify({ apiBaseUrl, tokenUrl, clientId, clientSecret }));
