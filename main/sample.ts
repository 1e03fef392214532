import type { Sample } from './program.ts';

/** Starts the sample service on a free port of this computer; its code is loaded only when it is wanted. */
export async function startSampleService(): Promise<Sample> {
  const { startSimulator } = await import('../simulator/index.ts');
  const simulator = await startSimulator({ demo: true });
  return {
    credentials: {
      environment: 'custom',
      apiBaseUrl: simulator.apiBaseUrl,
      tokenUrl: simulator.tokenUrl,
      clientId: simulator.clientId,
      clientSecret: simulator.clientSecret,
    },
    close: () => simulator.close(),
  };
}
