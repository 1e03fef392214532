import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { familyOf } from '../e2e/support/processes.ts';

/** What the program took at one moment. */
export interface Sample {
  /** Memory of its own over all its processes, in MB, its garbage collected. */
  memory: number;
  /** Open files, sockets and the like over all its processes. */
  handles: number;
  /** By how many ms the main process came late at worst but for one time in a hundred, since the last sample. */
  delay: number;
  /** MB of the database with what is not yet written into it. */
  database: number;
}

/** Has the main process measure how late it comes. */
export const measureDelay = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const delay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    Object.assign(globalThis, { soakDelay: delay });
  });

export async function takeSample(app: ElectronApplication, file: string): Promise<Sample> {
  const family = familyOf(app.process().pid ?? 0).map(({ pid }) => pid);
  const delay = await app.evaluate(() => {
    const { soakDelay } = globalThis as unknown as {
      soakDelay: { percentile: (percent: number) => number; reset: () => void };
    };
    const late = soakDelay.percentile(99) / 1e6;
    // What waits for its collection would hide what is kept, for minutes on end.
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    (process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void)();
    soakDelay.reset();
    return late;
  });
  return {
    memory: sum(family.map(shareOf)) / 1024,
    handles: sum(family.map((pid) => listed(`/proc/${pid}/fd`))),
    delay,
    database:
      sum([file, `${file}-wal`].map((one) => statSync(one, { throwIfNoEntry: false })?.size ?? 0)) / 1e6,
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/**
 * What a process has for itself, in kB; none of one that has just ended. Code that it maps belongs to whoever else runs
 * Electron meanwhile. Source: proc(5), smaps_rollup.
 */
function shareOf(pid: number): number {
  try {
    return Number(
      /^Pss_Anon:\s+(\d+) kB$/m.exec(readFileSync(join('/proc', String(pid), 'smaps_rollup'), 'utf8'))?.[1] ??
        0,
    );
  } catch {
    return 0;
  }
}

function listed(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}
