import { net, powerMonitor } from 'electron';
import { z } from 'zod';
import type { Log } from '../monitor/log.ts';
import type { Bus, BusObject } from './session-bus.ts';
import { takeUpTimeZone } from './time-zone.ts';

const lookEveryMs = 5000;

/** What sleep, a lost network and an empty socket mean for the program. */
export interface Sleeper {
  sleep(): void;
  wake(): void;
  /** Whether the service runs on this computer, which no network is needed for. */
  isLocal(): boolean;
  setOnBattery(onBattery: boolean): void;
}

/**
 * Stops polling while the computer sleeps or has no network, and starts it when both are back. Network and time zone are
 * looked at every few seconds, since the main process has no event for either.
 */
export function followPower(program: Sleeper, log: Log): void {
  let suspended = false;
  let awake = true;
  const look = (): void => {
    takeUpTimeZone();
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

/** Tells the program whether the computer runs on its battery: by Electron, and on Linux by UPower. */
export function followBattery(program: Sleeper, systemBus: () => Promise<Bus | null>, log: Log): void {
  let onBattery = false;
  const tell = (now: boolean): void => {
    if (now === onBattery) return;
    onBattery = now;
    log.info('power', now ? 'on battery' : 'on mains');
    program.setOnBattery(now);
  };
  if (process.platform !== 'linux') {
    powerMonitor.on('on-battery', () => {
      tell(true);
    });
    powerMonitor.on('on-ac', () => {
      tell(false);
    });
    // Windows tells of the first alone; where the other is lost, the next look finds it.
    setInterval(() => {
      tell(powerMonitor.isOnBatteryPower());
    }, lookEveryMs).unref();
    return;
  }
  systemBus().then(
    (bus) => {
      if (bus !== null) followUPower(bus, tell);
    },
    (error: unknown) => {
      log.warn('power', String(error));
    },
  );
}

/** Source: UPower's D-Bus API, org.freedesktop.UPower.OnBattery. Electron 42 tells nothing of batteries on Linux. */
const upower: BusObject = {
  destination: 'org.freedesktop.UPower',
  path: '/org/freedesktop/UPower',
  interface: 'org.freedesktop.DBus.Properties',
};
const flagSchema = z.object({ value: z.boolean() });
const changeSchema = z.tuple([z.literal('org.freedesktop.UPower'), z.object({ OnBattery: flagSchema })]);

function followUPower(bus: Bus, tell: (onBattery: boolean) => void): void {
  bus.hear(upower, 'PropertiesChanged', (body) => {
    const change = changeSchema.safeParse(body.slice(0, 2));
    if (change.success) tell(change.data[1].OnBattery.value);
  });
  bus.followName(upower.destination, (owner) => {
    if (owner === null) {
      tell(false);
      return;
    }
    bus.call(upower, 'Get', 'ss', ['org.freedesktop.UPower', 'OnBattery']).then(
      ([answer]) => {
        tell(flagSchema.safeParse(answer).data?.value ?? false);
      },
      () => {
        tell(false);
      },
    );
  });
}
