import { z } from 'zod';
import { messageOf } from '../../shared/message-of.ts';
import type { Log } from '../monitor/log.ts';
import { notificationText } from './notification-text.ts';
import type { ToastDesk, ToastListener } from './notifier.ts';
import type { Bus, BusObject } from './session-bus.ts';
import { actionsOf, toastActionLabels } from './toast.ts';
import type { ToastToShow } from './toast.ts';

const daemon: BusObject = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};
const capabilitiesSchema = z.tuple([z.array(z.string())]);
const shownSchema = z.tuple([z.number().int().positive()]);
const invokedSchema = z.tuple([z.number(), z.string()]);

const urgency = { normal: 1, critical: 2 };
/** The desktop decides how long one stays. */
const asTheDesktopLikes = -1;
/** The key of a click on the notification itself. */
const click = 'default';

export interface BusToastOptions {
  bus: Bus;
  /** The name of the program's desktop file, and what the desktop is given as its icon: a name or a path. */
  desktopEntry: string;
  icon: string;
  /** The numbers that the daemon gave to notifications, kept over a restart. */
  handles: { read(): ToastHandle[]; save(handles: ToastHandle[]): void };
  log: Log;
}

export const toastHandleSchema = z.object({
  key: z.string(),
  id: z.number(),
  /** The bus and the connection of the daemon that gave the number. */
  owner: z.string(),
});

export type ToastHandle = z.infer<typeof toastHandleSchema>;

const mostKept = 100;

/**
 * Notifications over the session bus (Linux), by the Desktop Notifications Specification 1.2: with actions where the
 * daemon has them, replaced and taken down by its number, and heard of also after a restart of the program.
 */
export function createBusToasts(options: BusToastOptions, listener: ToastListener): ToastDesk {
  const { bus, log } = options;
  let handles = options.handles.read();
  let owner: string | null = null;
  let capabilities: ReadonlySet<string> = new Set();
  let asking: Promise<void> = Promise.resolve();
  /** How many notifications wait for their number, and the actions chosen meanwhile on numbers not known yet. */
  let waiting = 0;
  let early: { id: number; action: string }[] = [];

  /** Whether the disk takes the numbers says nothing about what the desktop shows; they count from memory. */
  const keep = (next: ToastHandle[]): void => {
    handles = next.slice(-mostKept);
    try {
      options.handles.save(handles);
    } catch (error) {
      log.warn('notification', `its number is not kept for the next start: ${messageOf(error)}`);
    }
  };
  /** Of the daemon that runs now: another one gives the same numbers to other notifications. */
  const handleOf = (key: string): ToastHandle | undefined =>
    handles.find((handle) => handle.key === key && handle.owner === owner);

  const askCapabilities = async (): Promise<void> => {
    try {
      const [list] = capabilitiesSchema.parse(await bus.call(daemon, 'GetCapabilities'));
      capabilities = new Set(list);
    } catch (error) {
      log.warn('notification', `the desktop does not say what it can: ${String(error)}`);
    }
  };

  bus.followName(daemon.destination, (now) => {
    owner = now === null ? null : `${bus.id} ${now}`;
    if (now !== null) asking = askCapabilities();
  });
  /** False where the number is of none of ours, as far as is known. */
  const act = (id: number, action: string): boolean => {
    const handle = handles.find((one) => one.id === id && one.owner === owner);
    if (handle !== undefined) listener(handle.key, action === click ? 'open' : action);
    return handle !== undefined;
  };
  bus.hear(daemon, 'ActionInvoked', (body) => {
    const invoked = invokedSchema.safeParse(body);
    if (!invoked.success) return;
    const [id, action] = invoked.data;
    // A click may come before the answer that brings its number, or before that answer has been taken in.
    if (!act(id, action) && waiting > 0) early.push({ id, action });
  });

  const notify = async (toast: ToastToShow): Promise<void> => {
    await asking;
    const text = notificationText(toast, capabilities.has('body-markup'));
    const hints: Record<string, unknown> = {
      urgency: bus.variant('y', toast.urgent ? urgency.critical : urgency.normal),
      'desktop-entry': bus.variant('s', options.desktopEntry),
    };
    if (toast.silent) hints['suppress-sound'] = bus.variant('b', true);
    const actions = actionsOf(toast).flatMap((action) => [
      action === 'open' ? click : action,
      toastActionLabels[action],
    ]);
    const answer = await bus.call(daemon, 'Notify', 'susssasa{sv}i', [
      'Jobwatch',
      handleOf(toast.key)?.id ?? 0,
      options.icon,
      text.title,
      text.body,
      capabilities.has('actions') ? actions : [],
      hints,
      asTheDesktopLikes,
    ]);
    const [id] = shownSchema.parse(answer);
    const others = handles.filter((handle) => handle.key !== toast.key && handle.owner === owner);
    if (owner !== null) keep([...others, { key: toast.key, id, owner }]);
  };

  return {
    show: async (toast) => {
      waiting += 1;
      try {
        await notify(toast);
        return true;
      } catch (error) {
        log.warn('notification', `refused by the desktop: ${messageOf(error)}`);
        return false;
      } finally {
        waiting -= 1;
        early = early.filter(({ id, action }) => !act(id, action) && waiting > 0);
      }
    },
    remove: (key) => {
      const handle = handleOf(key);
      if (handle === undefined) return;
      keep(handles.filter((one) => one !== handle));
      bus.call(daemon, 'CloseNotification', 'u', [handle.id]).catch((error: unknown) => {
        log.info('notification', `could not be taken down: ${String(error)}`);
      });
    },
  };
}
