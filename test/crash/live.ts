import { setTimeout as wait } from 'node:timers/promises';
import type { Simulator } from '../../simulator/index.ts';
import type { Desktop } from '../desktop/session.ts';
import type { Told } from './claim.ts';
import type { Life } from './life.ts';
import type { Load } from './load.ts';
import type { Plan } from './plan.ts';

export interface Around {
  load: Load;
  desktop: Desktop;
  simulator: Simulator;
  told: readonly Told[];
}

/** One life of the program under load, until the moment of the plan. */
export async function live(life: Life, plan: Plan, around: Around): Promise<void> {
  const { load, desktop, simulator, told } = around;
  const answers = simulator.counters.jobs;
  const notifications = told.length;
  const age = (): number => Date.now() - life.startedAt;
  const isDue = (): boolean =>
    age() >= plan.latestMs ||
    (plan.after === 'answer' && simulator.counters.jobs >= answers + plan.count) ||
    (plan.after === 'notification' && told.length > notifications);
  let refreshed = plan.refreshMs === null;
  let steppedAt = 0;
  while (!isDue()) {
    if (age() - steppedAt >= plan.paceMs) {
      steppedAt = age();
      load.step();
    }
    if (!refreshed && age() >= (plan.refreshMs ?? 0) && desktop.tray.items.length === 1) {
      refreshed = true;
      // The program may be killed before it answers.
      desktop.tray.choose('Refresh now').catch(() => undefined);
    }
    await wait(1);
  }
  if (plan.delayMs > 0) await wait(plan.delayMs);
}
