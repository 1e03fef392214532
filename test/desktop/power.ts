import { Variant } from '@jellybrick/dbus-next';
import { Bus } from './bus.ts';

const login = { path: '/org/freedesktop/login1', interface: 'org.freedesktop.login1.Manager' };
const upower = { path: '/org/freedesktop/UPower', interface: 'org.freedesktop.UPower' };

/** The computer's power as logind and UPower tell of it on the system's bus. */
export interface Power {
  sleep(): void;
  wake(): void;
  shutDown(): void;
  setOnBattery(onBattery: boolean): void;
  close(): void;
}

/** Takes the names of logind and UPower on a bus. A program that is to hear of them has to be started afterwards. */
export async function startPower(address: string): Promise<Power> {
  const bus = await Bus.connect(address);
  let onBattery = false;
  // The lock that keeps a computer awake for a moment is a file, which this bus connection cannot hand out.
  bus.serve({ ...login, methods: {}, properties: {} });
  bus.serve({ ...upower, methods: {}, properties: { OnBattery: () => new Variant('b', onBattery) } });
  await bus.own('org.freedesktop.login1');
  await bus.own('org.freedesktop.UPower');
  return {
    sleep: () => bus.emit(login, 'PrepareForSleep', 'b', [true]),
    wake: () => bus.emit(login, 'PrepareForSleep', 'b', [false]),
    shutDown: () => bus.emit(login, 'PrepareForShutdown', 'b', [true]),
    setOnBattery: (now) => {
      onBattery = now;
      bus.emit(
        { path: upower.path, interface: 'org.freedesktop.DBus.Properties' },
        'PropertiesChanged',
        'sa{sv}as',
        [upower.interface, { OnBattery: new Variant('b', now) }, []],
      );
    },
    close: () => bus.close(),
  };
}
