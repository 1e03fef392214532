import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Simulator } from '../../simulator/index.ts';
import type { Estate } from './service-process.ts';

/** What is needed to connect to a simulator. */
export interface Service {
  connection: Pick<Simulator, 'apiBaseUrl' | 'tokenUrl' | 'clientId' | 'clientSecret'>;
  close: () => Promise<void>;
}

/** Starts a simulator in a process of its own, so that neither its time nor its memory is measured. */
export async function startService(estate: Estate): Promise<Service> {
  const script = fileURLToPath(new URL('service-process.ts', import.meta.url));
  const service = fork(script, [JSON.stringify(estate)]);
  const [connection] = (await once(service, 'message')) as [Service['connection']];
  return {
    connection,
    close: async () => {
      service.disconnect();
      await once(service, 'exit');
    },
  };
}
