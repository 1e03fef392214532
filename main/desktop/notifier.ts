import { z } from 'zod';
import { inAnHour } from '../../shared/later.ts';
import { messageOf } from '../../shared/message-of.ts';
import type { Show } from '../monitor/delivery.ts';
import { isBad } from '../monitor/fold.ts';
import type { Log } from '../monitor/log.ts';
import type { Document } from '../store/settings.ts';
import type { AlertDeeds } from './alert-deeds.ts';
import { keyOf, toastActionSchema, toastOf, toastSchema } from './toast.ts';
import type { Toast, ToastToShow } from './toast.ts';

/** What the desktop makes of a notification; one that is unanswered may still be shown. */
export type ToastAnswer = 'shown' | 'refused' | 'unanswered';

/** What shows notifications: the session bus, or Electron. */
export interface ToastDesk {
  /** Shows it in the place of one with the same key, and says what the desktop answers, or that it does not. */
  show(toast: ToastToShow): Promise<ToastAnswer>;
  remove(key: string): void;
  /** Takes down and forgets all that were ever shown, as far as the desktop lets it. */
  clear(): void;
}

/** Hears that a person chose an action of a notification. */
export type ToastListener = (key: string, action: string) => void;

export interface NotifierOptions {
  /** Makes what shows them; asked once, with the first notification at the latest. */
  desk: (listener: ToastListener) => Promise<ToastDesk>;
  deeds: AlertDeeds;
  /** Opens the window at a route. */
  open: (route: string) => void;
  /** Whether failures stay on the screen until somebody has seen them. */
  isUrgent: () => boolean;
  /** Where it is kept over a restart what was shown and may still be there. */
  document: Document;
  now: () => number;
  log: Log;
}

/** Hands notifications to the desktop and follows them for as long as they are there. */
export interface Notifier {
  show: Show;
  /** Takes down what tells of alerts that no longer wait for anybody. */
  review(): void;
  /** Takes down every notification and forgets it, as if nothing had ever been shown. */
  clear(): Promise<void>;
}

const mostKept = 50;
/** By then what tells that a backup works again has come, if it comes: it is gathered for up to ten seconds. */
const fadeMs = 12_000;

export function createNotifier(options: NotifierOptions): Notifier {
  const { deeds, log } = options;
  const toasts = new Map<string, Toast>(
    z
      .array(toastSchema)
      .catch([])
      .parse(options.document.get('toasts'))
      .map((toast) => [toast.key, toast]),
  );

  const fading = new Set<Toast>();

  /** What the disk does not take is still in memory, and no reason to show a notification again. */
  const keep = (): void => {
    for (const key of [...toasts.keys()].slice(0, -mostKept)) toasts.delete(key);
    try {
      options.document.set('toasts', [...toasts.values()]);
    } catch (error) {
      log.warn('notification', `not kept for the next start: ${messageOf(error)}`);
    }
  };

  const listen: ToastListener = (key, chosen) => {
    const toast = toasts.get(key);
    const action = toastActionSchema.safeParse(chosen);
    if (toast === undefined || !action.success) return;
    log.info(
      'notification',
      action.data === 'open' ? `clicked ${toast.title}` : `${action.data} ${toast.title}`,
    );
    if (action.data === 'open') options.open(toast.route);
    else if (action.data === 'acknowledge') deeds.acknowledge(toast.about);
    else deeds.snooze(toast.about, inAnHour(options.now()));
  };

  const desk = options.desk(listen);

  const takeDown = ({ key, title }: Toast): void => {
    toasts.delete(key);
    keep();
    log.info('notification', `taken down ${title}`);
    desk.then(
      (made) => {
        made.remove(key);
      },
      (error: unknown) => {
        log.error('notification', String(error));
      },
    );
  };

  /** Takes down what is over, unless what tells so takes its place. */
  const fade = (toast: Toast): void => {
    if (fading.has(toast)) return;
    fading.add(toast);
    setTimeout(() => {
      fading.delete(toast);
      const isThere = toasts.get(toast.key) === toast;
      if (isThere && deeds.standing(toast.about) === 'over') takeDown(toast);
    }, fadeMs).unref();
  };

  return {
    show: async (bundle, silent) => {
      const before = toasts.get(keyOf(bundle));
      const toast = toastOf(bundle);
      const urgent = options.isUrgent() && bundle.notices.some((notice) => isBad(notice));
      // A click may come before the desktop has answered.
      toasts.delete(toast.key);
      toasts.set(toast.key, toast);
      const notices = bundle.notices.map(({ id }) => id);
      const answer = await (await desk).show({ ...toast, body: bundle.body, notices, silent, urgent });
      if (answer === 'shown') log.info('notification', `shown ${toast.title}`);
      if (answer === 'refused' && before === undefined) toasts.delete(toast.key);
      keep();
      return answer === 'shown';
    },
    review: () => {
      for (const toast of toasts.values()) {
        if (toast.about.length === 0) continue;
        const standing = deeds.standing(toast.about);
        if (standing === 'dealtWith') takeDown(toast);
        if (standing === 'over') fade(toast);
      }
    },
    clear: async () => {
      toasts.clear();
      keep();
      try {
        (await desk).clear();
      } catch (error) {
        log.error('notification', messageOf(error));
      }
    },
  };
}
