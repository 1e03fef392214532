import { Notification } from 'electron';
import type { Log } from '../monitor/log.ts';
import { notificationText } from './notification-text.ts';
import type { ToastAnswer, ToastDesk, ToastListener } from './notifier.ts';
import { actionsOf, toastActionLabels } from './toast.ts';

/** After so long without a word the desktop is taken not to have shown a notification. */
const patienceMs = 30_000;

/**
 * Notifications by Electron: on macOS and Windows, and on a Linux without a session bus. One that takes the place of
 * another has its name there, so that the system itself replaces it, also after a restart of the program.
 */
export function createSystemToasts(listener: ToastListener, log: Log): ToastDesk {
  // Electron drops a notification that nobody refers to, and its click with it.
  const alive = new Map<string, Electron.Notification>();

  const follow = (key: string, notification: Electron.Notification, buttons: readonly string[]): void => {
    alive.set(key, notification);
    notification.on('click', () => {
      listener(key, 'open');
    });
    notification.on('action', ({ actionIndex }) => {
      listener(key, buttons[actionIndex] ?? 'open');
    });
    notification.on('close', () => {
      if (alive.get(key) === notification) alive.delete(key);
    });
  };

  if (process.platform === 'win32') {
    // A toast outlives the program: a click on it starts the program, and comes in here.
    Notification.handleActivation(({ type, arguments: given, actionIndex }) => {
      const key = keyIn(given);
      if (key === null || alive.has(key)) return;
      const buttons = ['acknowledge', 'snooze'];
      listener(key, type === 'action' ? (buttons[actionIndex ?? -1] ?? 'open') : 'open');
    });
  }
  if (process.platform === 'darwin') {
    Notification.getHistory().then(
      (shown) => {
        for (const notification of shown)
          if (!alive.has(notification.id)) follow(notification.id, notification, ['acknowledge', 'snooze']);
      },
      (error: unknown) => {
        log.warn('notification', `those of the last time are not known: ${String(error)}`);
      },
    );
  }

  return {
    show: async (toast) => {
      if (!Notification.isSupported()) return 'refused';
      const { key, silent, urgent } = toast;
      // A click opens already, so that the buttons are the rest.
      const buttons = actionsOf(toast).filter((action) => action !== 'open');
      alive.get(key)?.close();
      const notification = new Notification({
        ...notificationText(toast, process.platform === 'linux'),
        id: key,
        silent,
        urgency: urgent ? 'critical' : 'normal',
        actions: buttons.map((action) => ({ type: 'button', text: toastActionLabels[action] })),
      });
      follow(key, notification, buttons);
      const { promise, resolve } = Promise.withResolvers<ToastAnswer>();
      const timer = setTimeout(resolve, patienceMs, 'unanswered');
      notification.on('show', () => {
        resolve('shown');
      });
      // On macOS also where the person has not allowed notifications.
      notification.on('failed', (_event, error) => {
        log.warn('notification', `refused by the system: ${error}`);
        alive.delete(key);
        resolve('refused');
      });
      notification.show();
      return promise.finally(() => {
        clearTimeout(timer);
      });
    },
    remove: (key) => {
      const notification = alive.get(key);
      alive.delete(key);
      notification?.close();
      if (process.platform === 'darwin') Notification.remove(key);
    },
    clear: () => {
      for (const notification of [...alive.values()]) notification.close();
      alive.clear();
      if (process.platform === 'darwin') Notification.removeAll();
    },
  };
}

/** The name of a notification in what Windows starts the program with. */
const keyIn = (given: string): string | null => /\b(storm|[0-9a-f]{32})\b/.exec(given)?.[1] ?? null;
