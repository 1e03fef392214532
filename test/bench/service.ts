import { fileURLToPath } from 'node:url';
import type { Simulator } from '../../simulator/index.ts';
import { firstLine, startChild } from '../desktop/child.ts';
import type { Estate } from './service-process.ts';

/** What is needed to connect to a simulator. */
export interface Service {
  connection: Pick<Simulator, 'apiBaseUrl' | 'tokenUrl' | 'clientId' | 'clientSecret'>;
  close: () => Promise<void>;
}

/** Starts a simulator in a process of its own, so that neither its time nor its memory is measured. */
export async function startService(estate: Estate): Promise<Service> {
  const script = fileURLToPath(new URL('service-process.ts', import.meta.url));
  const child = startChild(process.execPath, [script, JSON.stringify(estate)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    connection: JSON.parse(await firstLine('The simulator', child, 1)) as Service['connection'],
    close: child.stop,
  };
}
