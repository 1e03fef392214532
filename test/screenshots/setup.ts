import { startSimulator } from '../../simulator/index.ts';
import { startDesktop } from '../desktop/session.ts';
import { Program } from '../e2e/support/program.ts';
import { connect } from '../e2e/support/steps.ts';
import { Camera } from './camera.ts';
import type { Take } from './states.ts';

/** One customer of so many is answered after so long: some are checked while pictures are taken, and some are not. */
const slow = { oneOf: 4, milliseconds: 4000 };

/** What follows the first connection: the first check while it goes on, and the test of a notification. */
export async function visitSetup(folder: string, take: Take): Promise<void> {
  const desktop = await startDesktop();
  const simulator = await startSimulator({ customers: 40, seed: 7 });
  const program = new Program(desktop);
  try {
    program.keep({});
    const page = await program.start();
    await page.emulateMedia({ colorScheme: null });
    const camera = new Camera(program.app, page, folder);
    for (const [place, { id }] of simulator.estate.customers.entries()) {
      if (place % slow.oneOf > 0) continue;
      simulator.faults.add({ customerId: id }, { kind: 'delay', milliseconds: slow.milliseconds });
    }
    await connect(page, simulator);
    await page.getByText(/^[12]\d of 40 customers checked/).waitFor();
    await take(camera, 'setup-customers');
    simulator.faults.clear();
    await page.getByRole('heading', { name: 'Your customers are checked' }).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The desktop showed it.').waitFor();
    await take(camera, 'setup-notifications');
  } finally {
    await program.dispose();
    await simulator.close();
    await desktop.close();
  }
}
