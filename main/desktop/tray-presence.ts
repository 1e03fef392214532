import type { Log } from '../monitor/log.ts';
import type { Bus } from './session-bus.ts';
import { followTrayHost } from './tray-host.ts';
import type { TrayIcon } from './tray.ts';

/** Whether the desktop has no place for the tray icon, so that the window is all there is of the program. */
export interface TrayPresence {
  readonly missing: boolean;
  /** Resolves once the icon is in the tray, or it is known that there is no place for it now. Never later than in a second. */
  readonly settled: Promise<void>;
}

/** A panel that starts anew is gone for a moment. */
const graceMs = 3000;
/** A desktop that hangs holds nothing up for longer. */
const settleMs = 1000;

/**
 * Puts the icon into the tray as soon as there is one (Linux), elsewhere at once, and follows whether it is shown. It is
 * made once: one that found no tray never looks for it again, one that did comes back with each new panel by itself, and
 * a second one cannot be registered (seen with Electron 42.0.0, Chromium's StatusIconLinuxDbus).
 */
export function keepTrayPresent(
  sessionBus: () => Promise<Bus | null>,
  tray: TrayIcon,
  changed: (missing: boolean) => void,
  log: Log,
): TrayPresence {
  const { promise: settled, resolve: settle } = Promise.withResolvers<undefined>();
  setTimeout(settle, settleMs, undefined);
  const appear = (): void => {
    tray.appear();
    settle(undefined);
  };
  let missing = false;
  let timer: NodeJS.Timeout | undefined;

  const setMissing = (now: boolean): void => {
    if (now === missing) return;
    missing = now;
    changed(now);
  };
  const follow = (present: boolean): void => {
    clearTimeout(timer);
    if (present) {
      appear();
      setMissing(false);
      return;
    }
    settle(undefined);
    timer = setTimeout(setMissing, graceMs, true);
  };

  if (process.platform !== 'linux') appear();
  else {
    sessionBus().then(
      (bus) => {
        if (bus === null) appear();
        else followTrayHost(bus, follow, log);
      },
      (error: unknown) => {
        log.warn('tray', String(error));
        appear();
      },
    );
  }
  return {
    settled,
    get missing() {
      return missing;
    },
  };
}
