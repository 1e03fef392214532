import { Notification } from 'electron';
import type { Show } from '../monitor/delivery.ts';
import type { Log } from '../monitor/log.ts';
import { notificationText } from './notification-text.ts';

/** After so long without a word the desktop is taken not to have shown a notification. */
const patienceMs = 30_000;

/**
 * Makes what hands notifications to the desktop: true once the desktop says that it shows one. A click opens what the
 * notification is about, for as long as it is there. A storm's summary takes the place of the one before.
 */
export function createNotifier(open: (route: string) => void, log: Log): Show {
  // Electron drops a notification that nobody refers to, and its click with it.
  const alive = new Set<Notification>();
  let storm: Notification | null = null;

  return async (bundle, silent) => {
    if (!Notification.isSupported()) return false;
    if (bundle.isStorm) storm?.close();
    const { title } = bundle;
    const text = notificationText(bundle, process.platform);
    const notification = new Notification({ ...text, silent, urgency: 'critical' });
    if (bundle.isStorm) storm = notification;
    alive.add(notification);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, patienceMs, false);
    notification.on('show', () => {
      log.info('notification', `shown ${title}`);
      resolve(true);
    });
    notification.on('failed', (_event, error) => {
      log.warn('notification', `refused by the system: ${error}`);
      alive.delete(notification);
      resolve(false);
    });
    notification.on('click', () => {
      log.info('notification', `clicked ${title}`);
      open(bundle.route);
    });
    notification.on('close', () => {
      alive.delete(notification);
    });
    notification.show();
    return promise.finally(() => {
      clearTimeout(timer);
    });
  };
}
