import { z } from 'zod';
import { messageOf } from '../../shared/message-of.ts';
import type { Log } from '../monitor/log.ts';
import { notificationText } from './notification-text.ts';
import type { ToastDesk, ToastListener } from './notifier.ts';
import { inTime } from './session-bus.ts';
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
/** A daemon that has not answered by then may have lost what it was sent: to send twice is better than never. */
const lostMs = 10 * 60_000;

/** A notification that was sent, until its answer has come and has been told. */
interface Sent {
  key: string;
  notices: readonly number[];
  /** What it says: for the same a second one would say nothing. */
  content: string;
  /** Who had the daemon's name then; null for nobody yet, whom the bus keeps it for. */
  owner: string | null;
  isAnswered: boolean;
  /** Whether it is to stay on the screen once it is shown. */
  isWanted: boolean;
  /** Whether it is taken for lost, and may be sent again; should it be shown after all, it is taken down. */
  isLost: boolean;
  /** Done once the daemon's answer was taken in; throws what it said instead. */
  answer: Promise<void>;
}

/**
 * Notifications over the session bus (Linux), by the Desktop Notifications Specification 1.2: with actions where the
 * daemon has them, replaced and taken down by its number, and heard of also after a restart of the program.
 */
export function createBusToasts(options: BusToastOptions, listener: ToastListener): ToastDesk {
  const { bus, log } = options;
  let handles = options.handles.read();
  let owner: string | null = null;
  let capabilities: ReadonlySet<string> = new Set();
  /** The latest question what the daemon can do; the answer to an earlier one may be another daemon's. */
  let asking: Promise<void> = Promise.resolve();
  let questions = 0;
  const underWay = new Set<Sent>();
  /** How often all was forgotten: what has not been sent by then never is. */
  let clearings = 0;
  /** Actions that were chosen on numbers not known yet. */
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
    questions += 1;
    const question = questions;
    try {
      const [list] = capabilitiesSchema.parse(await bus.call(daemon, 'GetCapabilities'));
      if (question === questions) capabilities = new Set(list);
    } catch (error) {
      log.warn('notification', `the desktop does not say what it can: ${String(error)}`);
    }
  };

  /** Where the bus starts a daemon on demand nobody has the name yet: the question starts it, before it is sent any. */
  const capabilitiesKnown = async (): Promise<void> => {
    if (owner === null) asking = askCapabilities();
    let awaited: Promise<void>;
    do {
      awaited = asking;
      await awaited;
    } while (awaited !== asking);
  };

  bus.followName(daemon.destination, (now) => {
    owner = now === null ? null : `${bus.id} ${now}`;
    capabilities = new Set();
    early = [];
    for (const sent of underWay) {
      // What nobody had been there for is for whoever comes; what another one had may be lost, and is sent again.
      sent.owner ??= owner;
      if (!sent.isAnswered && sent.owner !== owner) underWay.delete(sent);
    }
    if (now !== null) asking = askCapabilities();
  });
  /** False where the number is of none of ours, as far as is known. */
  const act = (id: number, action: string): boolean => {
    const handle = handles.find((one) => one.id === id && one.owner === owner);
    if (handle !== undefined) listener(handle.key, action === click ? 'open' : action);
    return handle !== undefined;
  };
  const isWaiting = (): boolean => [...underWay].some(({ isAnswered }) => !isAnswered);
  bus.hear(daemon, 'ActionInvoked', (body) => {
    const invoked = invokedSchema.safeParse(body);
    if (!invoked.success) return;
    const [id, action] = invoked.data;
    // A click may come before the answer that brings its number, or before that answer has been taken in.
    if (!act(id, action) && isWaiting()) early = [...early, { id, action }].slice(-mostKept);
  });

  const takeDown = (id: number): void => {
    bus.call(daemon, 'CloseNotification', 'u', [id]).catch((error: unknown) => {
      log.info('notification', `could not be taken down: ${String(error)}`);
    });
  };

  const remove = (key: string): void => {
    for (const sent of underWay) if (sent.key === key) sent.isWanted = false;
    const handle = handleOf(key);
    if (handle === undefined) return;
    keep(handles.filter((one) => one !== handle));
    takeDown(handle.id);
  };

  const clear = (): void => {
    clearings += 1;
    for (const sent of underWay) {
      [sent.isWanted, sent.notices] = [false, []];
      if (sent.isAnswered) underWay.delete(sent);
    }
    for (const handle of handles) if (handle.owner === owner) takeDown(handle.id);
    keep([]);
  };

  const takeIn = (sent: Sent, answer: unknown[]): void => {
    const [id] = shownSchema.parse(answer);
    // Whoever answers has the name no more, and the number counts no more.
    if (!underWay.has(sent)) return;
    sent.isAnswered = true;
    if (sent.notices.length === 0) underWay.delete(sent);
    const others = handles.filter((handle) => handle.key !== sent.key && handle.owner === owner);
    if (!sent.isWanted) takeDown(id);
    else if (owner !== null) keep([...others, { key: sent.key, id, owner }]);
  };

  /** Lets it be sent once more, and only once, or a daemon that hangs all night would find dozens in the morning. */
  const giveUp = (sent: Sent): void => {
    if ([...underWay].some(({ key, isLost }) => isLost && key === sent.key)) return;
    sent.isLost = true;
    // The next one must not take its place: the late answer to this one would take it down.
    remove(sent.key);
  };

  const send = (toast: ToastToShow, content: string): Sent => {
    const { key, notices } = toast;
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
    const message = [
      'Jobwatch',
      handleOf(key)?.id ?? 0,
      options.icon,
      text.title,
      text.body,
      capabilities.has('actions') ? actions : [],
      hints,
      asTheDesktopLikes,
    ];
    const answer = bus
      .ask(daemon, 'Notify', 'susssasa{sv}i', message)
      .then((body) => {
        takeIn(sent, body);
      })
      .catch((error: unknown) => {
        underWay.delete(sent);
        throw error;
      })
      .finally(() => {
        clearTimeout(patience);
        early = early.filter(({ id, action }) => !act(id, action) && isWaiting());
      });
    // It may come when nobody waits for it any more.
    answer.catch(() => undefined);
    const state = { isAnswered: false, isWanted: true, isLost: false };
    const sent: Sent = { key, notices, content, owner, answer, ...state };
    const patience = setTimeout(() => {
      giveUp(sent);
    }, lostMs);
    patience.unref();
    underWay.add(sent);
    return sent;
  };

  const underWayFor = ({ key, notices }: ToastToShow): Sent | undefined =>
    [...underWay].find(
      (sent) => !sent.isLost && (sent.key === key || sent.notices.some((id) => notices.includes(id))),
    );

  /**
   * A daemon that hangs works off what it was sent once it wakes up. So what is under way is not sent again for a while:
   * its answer is waited for, and then it was shown, or gives way to what is to be said now.
   */
  const notify = async (toast: ToastToShow): Promise<void> => {
    const clearingsBefore = clearings;
    await capabilitiesKnown();
    const content = JSON.stringify([toast.title, toast.body, toast.notices]);
    const complaint = `${daemon.destination} does not answer Notify`;
    for (let before = underWayFor(toast); before !== undefined; before = underWayFor(toast)) {
      await inTime(before.answer, complaint);
      underWay.delete(before);
      if (before.content === content) return;
      if (before.key !== toast.key) remove(before.key);
    }
    if (clearings !== clearingsBefore) throw new Error('everything was forgotten meanwhile');
    const sent = send(toast, content);
    await inTime(sent.answer, complaint);
    underWay.delete(sent);
  };

  return {
    show: async (toast) => {
      try {
        await notify(toast);
        return 'shown';
      } catch (error) {
        log.warn('notification', `refused by the desktop: ${messageOf(error)}`);
        return underWayFor(toast) === undefined ? 'refused' : 'unanswered';
      }
    },
    remove,
    clear,
  };
}
