import { once } from 'node:events';
import type { Simulator } from '../../simulator/index.ts';
import { apart } from './apart.ts';
import type { Estate } from './service-process.ts';

/** What is needed to connect to a simulator. */
export interface Service {
  connection: Pick<Simulator, 'apiBaseUrl' | 'tokenUrl' | 'clientId' | 'clientSecret'>;
  close: () => Promise<void>;
}

/** Starts a simulator in a process of its own, so that neither its time nor its memory is measured. */
export async function startService(estate: Estate): Promise<Service> {
  const { child, message: connection } = await apart('service-process.ts', JSON.stringify(estate));
  return {
    connection: connection as Service['connection'],
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
