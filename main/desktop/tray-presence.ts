import type { Log } from '../monitor/log.ts';
import type { Bus } from './session-bus.ts';
import { followTrayHost } from './tray-host.ts';
import type { TrayIcon } from './tray.ts';

/** Whether the desktop has no place for the tray icon, so that the window is all there is of the program. */
export interface TrayPresence {
  readonly missing: boolean;
}

/** A panel that starts anew is gone for a moment. */
const graceMs = 3000;

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
      tray.appear();
      setMissing(false);
    } else timer = setTimeout(setMissing, graceMs, true);
  };

  if (process.platform !== 'linux') tray.appear();
  else {
    sessionBus().then(
      (bus) => {
        if (bus === null) tray.appear();
        else followTrayHost(bus, follow, log);
      },
      (error: unknown) => {
        log.warn('tray', String(error));
        tray.appear();
      },
    );
  }
  return {
    get missing() {
      return missing;
    },
  };
}
