import { expect, test as base } from '@playwright/test';
import { startSimulator } from '../../../simulator/index.ts';
import type { Simulator } from '../../../simulator/index.ts';
import { startDesktop } from '../../desktop/session.ts';
import type { Desktop, DesktopOptions } from '../../desktop/session.ts';
import { Program } from './program.ts';
import { Secrets } from './secrets.ts';
import type { Surroundings } from './program.ts';

const currentEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

interface Parts {
  /** What the desktop of the test lacks; everything is there where it is not said. */
  desktopOptions: DesktopOptions;
  desktop: Desktop;
  /**
   * That desktop on Linux; elsewhere the system's own, which a test sees nothing of but what the program does with it.
   */
  surroundings: Surroundings;
  /** What must be found nowhere when the test is over. */
  secrets: Secrets;
  simulator: Simulator;
  program: Program;
}

/** Each test has a desktop, a service and a profile of its own. */
export const test = base.extend<Parts>({
  desktopOptions: [{}, { option: true }],
  desktop: async ({ desktopOptions }, use) => {
    const desktop = await startDesktop(desktopOptions);
    await use(desktop);
    await desktop.close();
  },
  surroundings:
    process.platform === 'linux'
      ? async ({ desktop }, use) => {
          await use(desktop);
        }
      : // Playwright takes the first argument apart to see what a fixture needs.
        // eslint-disable-next-line no-empty-pattern
        async ({}, use) => {
          await use({ env: currentEnvironment() });
        },
  // eslint-disable-next-line no-empty-pattern
  secrets: async ({}, use) => {
    await use(new Secrets());
  },
  simulator: async ({ secrets }, use) => {
    const simulator = await startSimulator({ customers: 3, seed: 7 });
    secrets.guard(simulator);
    await use(simulator);
    await simulator.close();
  },
  program: async ({ surroundings, secrets }, use, info) => {
    const program = new Program(surroundings);
    await use(program);
    if (info.status !== info.expectedStatus) await info.attach('output', { body: program.output });
    const leaks = await program.leaks(secrets);
    await program.dispose();
    expect(leaks).toEqual([]);
  },
});

export { expect } from '@playwright/test';
