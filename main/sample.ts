import type { Connection } from '../shared/connection.ts';

/** A running sample service, and how to sign in to it. */
export interface Sample {
  connection: Connection;
  clientSecret: string;
  close(): Promise<void>;
}

/** Starts the sample service on a free port of this computer; its code is loaded only when it is wanted. */
export async function startSampleService(): Promise<Sample> {
  const { startSimulator } = await import('../simulator/index.ts');
  const simulator = await startSimulator({ demo: true });
  return {
    connection: {
      environment: 'custom',
      clientId: simulator.clientId,
      apiBaseUrl: simulator.apiBaseUrl,
      tokenUrl: simulator.tokenUrl,
      generation: 'automatic',
    },
    clientSecret: simulator.clientSecret,
    close: () => simulator.close(),
  };
}
