import type { MessageBus } from '@jellybrick/dbus-next';
import type { Log } from '../monitor/log.ts';
import { ownerChangeOf, textOf } from './bus-answers.ts';
import { newestOwner } from './name-owner.ts';

/** An object on the bus, and the interface of it that is meant. */
export interface BusObject {
  destination: string;
  path: string;
  interface: string;
}

/** A connection to the desktop's message bus. */
export interface Bus {
  /** The name of this very bus: another session has another one. */
  readonly id: string;
  /** Calls a method; throws what it answers instead, and after a while without an answer. */
  call(to: BusObject, member: string, signature?: string, body?: unknown[]): Promise<unknown[]>;
  /** The same, but waits for the answer for as long as the bus is there. */
  ask(to: BusObject, member: string, signature?: string, body?: unknown[]): Promise<unknown[]>;
  /** Calls back at each such signal, whoever sends it. */
  hear(of: Pick<BusObject, 'path' | 'interface'>, member: string, listener: (body: unknown[]) => void): void;
  /** Calls back with who has a name on the bus, now and whenever that changes; null for nobody. */
  followName(name: string, listener: (owner: string | null) => void): void;
  /** A value of the type that a signature says, where any type may stand. */
  variant(signature: string, value: unknown): unknown;
  close(): void;
}

/** As long as libdbus waits, and longer than any desktop takes that is not stuck. */
const answerMs = 25_000;
/** The bus is there when a session is; what does not answer by then is taken not to be. */
const connectMs = 3000;

const daemon: BusObject = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/**
 * Connects to the session's or the system's bus (Linux); null where there is none. Nothing here ever waits on the main
 * thread, which Electron's own notifications do where a daemon hangs: docs/decisions/session-bus.md.
 */
async function openBus(which: 'session' | 'system', log: Log): Promise<Bus | null> {
  const library = await import('@jellybrick/dbus-next');
  const { Message, MessageType, Variant } = library;
  const connection = await connected(() =>
    which === 'session' ? library.sessionBus() : library.systemBus(),
  );
  if (connection === null) {
    log.warn('bus', `there is no ${which} bus`);
    return null;
  }
  const gone = Promise.withResolvers<never>();
  // Whoever waits for an answer hears of it; nobody else has to.
  gone.promise.catch(() => undefined);
  const lost = (): void => {
    gone.reject(new Error(`the ${which} bus is gone`));
  };
  (connection as unknown as NodeJS.EventEmitter).on('error', lost).on('disconnect', lost);

  const ask: Bus['ask'] = async (to, member, signature = '', body = []) => {
    const message = new Message({ ...to, member, signature, body });
    const answer = await Promise.race([connection.call(message), gone.promise]);
    return answer?.body ?? [];
  };
  const call: Bus['call'] = (to, member, ...rest) =>
    inTime(ask(to, member, ...rest), `${to.destination} does not answer ${member}`);

  const hear: Bus['hear'] = (of, member, listener) => {
    connection.on('message', (message) => {
      if (message.type !== (MessageType.SIGNAL as number) || message.member !== member) return;
      if (message.path === of.path && message.interface === of.interface) listener(message.body);
    });
    const rule = `type='signal',path='${of.path}',interface='${of.interface}',member='${member}'`;
    call(daemon, 'AddMatch', 's', [rule]).catch((error: unknown) => {
      log.warn('bus', `cannot hear ${member}: ${String(error)}`);
    });
  };

  const id = await call(daemon, 'GetId').then(textOf, () => null);
  if (id === null) return null;
  return {
    id,
    call,
    ask,
    hear,
    followName: (name, listener) => {
      const owner = newestOwner(listener);
      hear(daemon, 'NameOwnerChanged', (body) => {
        const change = ownerChangeOf(body);
        if (change?.name === name) owner.changed(change.owner);
      });
      call(daemon, 'GetNameOwner', 's', [name]).then(
        (body) => {
          owner.answered(textOf(body));
        },
        () => {
          owner.answered(null);
        },
      );
    },
    variant: (signature, value) => new Variant(signature, value),
    close: () => {
      connection.disconnect();
    },
  };
}

/** Waits for an answer as long as a call does; throws this then. The answer may come all the same. */
export async function inTime<T>(answer: Promise<T>, complaint: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(complaint));
  }, answerMs);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Opens a bus once, when it is first asked for. */
export function busOpener(which: 'session' | 'system', log: Log): () => Promise<Bus | null> {
  let opening: Promise<Bus | null> | null = null;
  return () => (opening ??= openBus(which, log));
}

async function connected(make: () => MessageBus): Promise<MessageBus | null> {
  try {
    const connection = make();
    const events = connection as unknown as NodeJS.EventEmitter;
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(reject, connectMs);
      events.once('connect', () => {
        clearTimeout(timer);
        resolve(connection);
      });
      events.on('error', reject);
    });
  } catch {
    return null;
  }
}
