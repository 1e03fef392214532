import type { Log } from '../monitor/log.ts';
import { flagOf } from './bus-answers.ts';
import type { Bus, BusObject } from './session-bus.ts';

const watcher: BusObject = {
  destination: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  interface: 'org.kde.StatusNotifierWatcher',
};
const properties = 'org.freedesktop.DBus.Properties';

/** Calls back whenever an icon has come into the tray, whosever it is (Linux). */
export function whenIconCame(bus: Bus, came: () => void): void {
  bus.hear(watcher, 'StatusNotifierItemRegistered', came);
}

/**
 * Follows whether something on the desktop shows tray icons (Linux): a StatusNotifierWatcher with a host. Calls back at
 * once and at each change. Source: the StatusNotifierItem specification of freedesktop.org.
 */
export function followTrayHost(bus: Bus, changed: (present: boolean) => void, log: Log): void {
  let present: boolean | null = null;
  /** Counts the questions: an answer to an older one says nothing any more. */
  let asked = 0;

  const tell = (now: boolean): void => {
    if (now === present) return;
    present = now;
    log.info('tray', now ? 'the desktop shows tray icons' : 'the desktop shows no tray icons');
    changed(now);
  };

  const ask = (): void => {
    const turn = (asked += 1);
    const wanted = [watcher.interface, 'IsStatusNotifierHostRegistered'];
    bus.call({ ...watcher, interface: properties }, 'Get', 'ss', wanted).then(
      (body) => {
        if (turn === asked) tell(flagOf(body) ?? false);
      },
      () => {
        if (turn === asked) tell(false);
      },
    );
  };

  for (const signal of ['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered'])
    bus.hear(watcher, signal, ask);
  bus.followName(watcher.destination, (owner) => {
    if (owner !== null) {
      // A panel that was replaced by another one has forgotten every icon: it has to be told anew.
      if (present === true) tell(false);
      ask();
      return;
    }
    asked += 1;
    tell(false);
  });
}
