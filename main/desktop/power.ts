import { net, powerMonitor } from 'electron';
import type { Log } from '../monitor/log.ts';

const lookEveryMs = 5000;

/** What sleep and a lost network mean for the program. */
export interface Sleeper {
  sleep(): void;
  wake(): void;
  /** Whether the service runs on this computer, which no network is needed for. */
  isLocal(): boolean;
}

/**
 * Stops polling while the computer sleeps or has no network, and starts it when both are back. The network is looked
 * at every few seconds, since the main process has no event for it.
 */
export function followPower(program: Sleeper, log: Log): void {
  let suspended = false;
  let awake = true;
  const look = (): void => {
    const now = !suspended && (net.isOnline() || program.isLocal());
    if (now === awake) return;
    awake = now;
    if (now) program.wake();
    else program.sleep();
    log.info('power', now ? 'awake and online' : suspended ? 'asleep' : 'offline');
  };
  powerMonitor.on('suspend', () => {
    suspended = true;
    look();
  });
  powerMonitor.on('resume', () => {
    suspended = false;
    look();
  });
  setInterval(look, lookEveryMs).unref();
}
