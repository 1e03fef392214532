import { Notification } from 'electron';
import type { Log } from '../monitor/log.ts';
import type { Notice } from '../monitor/repository.ts';

/** After so long without a word the desktop is taken not to have shown a notification. */
const patienceMs = 30_000;

/**
 * Makes what hands notices to the desktop: true once the desktop says that it shows one. A click opens the job, for
 * as long as the notification is there.
 */
export function createNotifier(
  openJob: (key: string) => void,
  log: Log,
): (notice: Notice) => Promise<boolean> {
  // Electron drops a notification that nobody refers to, and its click with it.
  const alive = new Set<Notification>();

  return async (notice) => {
    if (!Notification.isSupported()) return false;
    const notification = new Notification({ title: notice.title, body: notice.body, urgency: 'critical' });
    alive.add(notification);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, patienceMs, false);
    notification.on('show', () => {
      log.info('notification', `shown ${notice.title}`);
      resolve(true);
    });
    notification.on('failed', (_event, error) => {
      log.warn('notification', `refused by the system: ${error}`);
      alive.delete(notification);
      resolve(false);
    });
    notification.on('click', () => {
      log.info('notification', `clicked ${notice.title}`);
      openJob(notice.jobKey);
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
