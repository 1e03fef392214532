import { app } from 'electron';
import type { Log } from '../monitor/log.ts';
import type { Bus } from './session-bus.ts';
import { followTrayHost, whenIconCame } from './tray-host.ts';
import type { TrayIcon } from './tray.ts';

/** Whether the desktop has no place for the tray icon, so that the window is all there is of the program. */
export interface TrayPresence {
  readonly missing: boolean;
  /** Resolves once the desktop has said so, or it is known that it cannot. */
  readonly asked: Promise<void>;
  /**
   * Resolves once the icon is in the tray, or it is known that there is no place for it now. Never later than 0.3 s
   * after Electron is ready.
   */
  readonly settled: Promise<void>;
}

/** A panel that starts anew is gone for a moment. */
const graceMs = 3000;
/** In which a panel asks for the icon that it was told of, and draws it. */
const drawMs = 50;
/** A desktop that hangs holds nothing up for longer. */
const settleMs = 300;

/**
 * Puts the icon into the tray as soon as there is one (Linux), elsewhere at once, and follows whether it is shown. It
 * is made once: one that found no tray never looks for it again, one that did comes back with each new panel by itself,
 * and a second one cannot be registered (seen with Electron 42.0.0, Chromium's StatusIconLinuxDbus).
 */
export function keepTrayPresent(
  sessionBus: () => Promise<Bus | null>,
  tray: TrayIcon,
  changed: (missing: boolean) => void,
  log: Log,
): TrayPresence {
  const { promise: asked, resolve: answered } = Promise.withResolvers<undefined>();
  const { promise: settled, resolve: settle } = Promise.withResolvers<undefined>();
  void app.whenReady().then(() => setTimeout(settle, settleMs, undefined));
  const settleNow = (): void => {
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
    answered(undefined);
    clearTimeout(timer);
    if (present) {
      tray.appear();
      setMissing(false);
      return;
    }
    settleNow();
    timer = setTimeout(setMissing, graceMs, true);
  };

  const appearUnseen = (): void => {
    answered(undefined);
    tray.appear();
    settleNow();
  };
  if (process.platform !== 'linux') appearUnseen();
  else {
    sessionBus().then(
      (bus) => {
        if (bus === null) {
          appearUnseen();
          return;
        }
        // Chromium tells the tray of it some turns later, and none of them must wait for what comes after the icon.
        whenIconCame(bus, () => setTimeout(settleNow, drawMs));
        followTrayHost(bus, follow, log);
      },
      (error: unknown) => {
        log.warn('tray', String(error));
        appearUnseen();
      },
    );
  }
  return {
    asked,
    settled,
    get missing() {
      return missing;
    },
  };
}
