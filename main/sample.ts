import type { Sample } from './station.ts';

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
