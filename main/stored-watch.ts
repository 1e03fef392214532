import type { Clock } from './avepoint/clock.ts';
import { openForReading } from './store/database.ts';
import { createWindowSource } from './store/window-source.ts';
import type { Watch } from './watch.ts';

/**
 * What a database holds, on a disk that takes nothing: jobs and alerts as they were last stored, and no monitor, since
 * nothing that it decides could be kept. Null where the file cannot be read either.
 */
export function openStoredWatch(file: string, clock: Clock): Watch | null {
  const database = openForReading(file);
  if (database === null) return null;
  try {
    return {
      ...createWindowSource(database, clock),
      setAside: null,
      notificationsRefused: false,
      monitor: null,
      poll: () => undefined,
      cannotPoll: () => undefined,
      setInterval: () => undefined,
      describeCustomer: () => undefined,
      refresh: () => undefined,
      sleep: () => undefined,
      wake: () => undefined,
      close: () => {
        database.close();
        return Promise.resolve();
      },
    };
  } catch {
    // Of an earlier version, or damaged: there is nothing to show.
    database.close();
    return null;
  }
}
