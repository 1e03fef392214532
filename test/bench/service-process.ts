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
process.send?.({ apiBaseUrl, tokenUrl, clientId, clientSecret });
// Nobody is left who could ask.
process.once('disconnect', () => process.exit());
