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
 * Puts the icon into the tray wherever there is one, as often as it comes and goes (Linux); elsewhere for good. The
 * icon is made anew each time: one that found no tray at first never looks for it again (Chromium's StatusIconLinux).
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
    tray.setPresent(present);
    clearTimeout(timer);
    if (present) setMissing(false);
    else timer = setTimeout(setMissing, graceMs, true);
  };

  if (process.platform !== 'linux') tray.setPresent(true);
  else {
    sessionBus().then(
      (bus) => {
        if (bus === null) tray.setPresent(true);
        else followTrayHost(bus, follow, log);
      },
      (error: unknown) => {
        log.warn('tray', String(error));
        tray.setPresent(true);
      },
    );
  }
  return {
    get missing() {
      return missing;
    },
  };
}
