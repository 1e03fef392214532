import { parseArgs } from 'node:util';
import { startSimulator } from './index.ts';
import type { SimulatorOptions } from './index.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    customers: { type: 'string' },
    seed: { type: 'string' },
    demo: { type: 'boolean', default: false },
  },
});

function whole(name: 'port' | 'customers' | 'seed'): Partial<Record<typeof name, number>> {
  const text = values[name];
  if (text === undefined) return {};
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return { [name]: Number(text) };
}

const options: SimulatorOptions = {
  ...whole('port'),
  ...whole('customers'),
  ...whole('seed'),
  demo: values.demo,
};
const simulator = await startSimulator(options);
const { apiBaseUrl, tokenUrl, clientId, clientSecret, estate } = simulator;
process.stdout.write(
  [
    `Stand-in for AvePoint's service with ${estate.customers.length} customers, for tests and demos only.`,
    `API base URL   ${apiBaseUrl}`,
    `Token URL      ${tokenUrl}`,
    `Client ID      ${clientId}`,
    `Client secret  ${clientSecret}`,
    '',
  ].join('\n'),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close());
}
