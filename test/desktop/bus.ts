import { Message, MessageType, sessionBus, Variant } from '@jellybrick/dbus-next';
import type { MessageBus } from '@jellybrick/dbus-next';

/** How a method of a service is called and answered: D-Bus signatures, and what to do, at once or later. */
export interface Method {
  answer: string;
  handle: (body: unknown[], sender: string) => unknown[] | Promise<unknown[]>;
}

/** What a test program offers at one object path under one interface. */
export interface Service {
  path: string;
  interface: string;
  methods: Record<string, Method>;
  /** Read anew at each request. */
  properties: Record<string, () => Variant>;
}

export interface Signal {
  sender: string;
  path: string;
  interface: string;
  member: string;
  body: unknown[];
}

const daemon = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};
const propertiesInterface = 'org.freedesktop.DBus.Properties';

/** One connection to a bus, to call, listen and serve with. */
export class Bus {
  readonly #bus: MessageBus;

  private constructor(bus: MessageBus) {
    this.#bus = bus;
  }

  static async connect(address: string): Promise<Bus> {
    const bus = sessionBus({ busAddress: address });
    await new Promise<void>((resolve, reject) => {
      bus.once('connect', resolve);
      // The connection ends from outside when the bus goes; whoever waits for an answer then runs into its time limit.
      (bus as unknown as NodeJS.EventEmitter).on('error', reject);
    });
    return new Bus(bus);
  }

  /** Calls a method and returns the body of its answer; an error that comes back is thrown. */
  async call(
    to: { destination: string; path: string; interface: string },
    member: string,
    signature = '',
    body: unknown[] = [],
  ): Promise<unknown[]> {
    const answer = await this.#bus.call(new Message({ ...to, member, signature, body }));
    return answer?.body ?? [];
  }

  /** All properties of an interface, by name. */
  async properties(of: {
    destination: string;
    path: string;
    interface: string;
  }): Promise<Map<string, unknown>> {
    const to = { ...of, interface: propertiesInterface };
    const [all] = await this.call(to, 'GetAll', 's', [of.interface]);
    return plainMap(all);
  }

  /** Takes a name that others find this connection by. */
  async own(name: string): Promise<void> {
    await this.#bus.requestName(name);
  }

  /** Gives up a name that this connection has. */
  async disown(name: string): Promise<void> {
    await this.#bus.releaseName(name);
  }

  /** Waits until somebody has this name, and returns the connection that has it. */
  async ownerOf(name: string): Promise<string> {
    let appeared: (owner: string) => void = () => undefined;
    const later = new Promise<string>((resolve) => (appeared = resolve));
    await this.listen(`interface='org.freedesktop.DBus',member='NameOwnerChanged'`, ({ body }) => {
      if (body[0] === name && body[2] !== '') appeared(String(body[2]));
    });
    const [owner] = await this.call(daemon, 'GetNameOwner', 's', [name]).catch(() => []);
    return typeof owner === 'string' ? owner : await later;
  }

  /** Calls back at each signal that a match rule of D-Bus lets through. */
  async listen(rule: string, hear: (signal: Signal) => void): Promise<void> {
    const wanted = new Map(
      [...rule.matchAll(/(\w+)='([^']*)'/g)].map(([, key = '', value = '']) => [key, value]),
    );
    this.#bus.on('message', (message) => {
      if (message.type !== (MessageType.SIGNAL as number)) return;
      for (const key of ['path', 'interface', 'member'] as const) {
        if (wanted.has(key) && wanted.get(key) !== message[key]) return;
      }
      hear(message);
    });
    await this.call(daemon, 'AddMatch', 's', [`type='signal',${rule}`]);
  }

  emit(
    service: Pick<Service, 'path' | 'interface'>,
    member: string,
    signature = '',
    body: unknown[] = [],
  ): void {
    this.#bus.send(Message.newSignal(service.path, service.interface, member, signature, body));
  }

  /** Answers the calls for a service, and the requests for its properties. */
  serve(service: Service): void {
    this.#bus.addMethodHandler((message) => {
      if (message.path !== service.path) return false;
      const method = methodFor(service, message);
      if (method === undefined) return false;
      const answer = (body: unknown[]): void => {
        this.#bus.send(Message.newMethodReturn(message, method.answer, body));
      };
      const body = method.handle(message.body, message.sender);
      if (body instanceof Promise) void body.then(answer);
      else answer(body);
      return true;
    });
  }

  close(): void {
    this.#bus.disconnect();
  }
}

function methodFor(service: Service, message: Message): Method | undefined {
  if (message.interface === service.interface) return service.methods[message.member];
  if (message.interface !== propertiesInterface || message.body[0] !== service.interface) return undefined;
  if (message.member === 'GetAll') {
    const all = () =>
      Object.fromEntries(Object.entries(service.properties).map(([name, read]) => [name, read()]));
    return { answer: 'a{sv}', handle: () => [all()] };
  }
  const read = service.properties[String(message.body[1])];
  if (message.member !== 'Get' || read === undefined) return undefined;
  return { answer: 'v', handle: () => [read()] };
}

/** A value as D-Bus sends it, without the variants around it. */
export function plain(value: unknown): unknown {
  if (value instanceof Variant) return plain(value.value);
  if (Array.isArray(value)) return value.map(plain);
  return value;
}

/** A property that is text, empty where it is not there. */
export function text(properties: Map<string, unknown>, name: string): string {
  const value = properties.get(name);
  return typeof value === 'string' ? value : '';
}

/** A dictionary of variants as a map of plain values. */
export function plainMap(value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
