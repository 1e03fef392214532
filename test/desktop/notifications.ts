import { Bus, plainMap } from './bus.ts';
import { Changes } from './changes.ts';

/** What was sent with one call of Notify, and what became of it. */
export interface Shown {
  id: number;
  app: string;
  /** The id of the notification that this one takes the place of, 0 for none. */
  replaces: number;
  icon: string;
  title: string;
  /** As the person reads it. */
  body: string;
  /** From an action's key to its label; `default` is a click on the notification itself. */
  actions: Record<string, string>;
  hints: Map<string, unknown>;
  /** Milliseconds until it goes by itself, 0 for never, -1 for as the desktop likes. */
  timeout: number;
  open: boolean;
}

const place = { path: '/org/freedesktop/Notifications', interface: 'org.freedesktop.Notifications' };

/** Reasons of NotificationClosed. Source: Desktop Notifications Specification 1.2. */
const dismissedByPerson = 2;
const closedByProgram = 3;

/** What a full desktop can do. */
const usualCapabilities = ['actions', 'body', 'body-markup', 'icon-static', 'persistence'];

/**
 * A notification daemon that keeps what it is sent, in order, and can act as the person would: the action `default` is
 * a click on the notification itself, and the body is markup where the daemon reads markup.
 */
export class Notifications {
  /** Every notification so far, the oldest first. */
  readonly all: Shown[] = [];
  readonly #bus: Bus;
  readonly #changes = new Changes();
  readonly #hear: (shown: Shown) => void;
  readonly #capabilities: readonly string[];
  /** While it hangs: what it works off, in order, once it wakes up. */
  #waiting: (() => void)[] | null = null;
  /** Tells of a click on each notification before it has answered with its number. */
  clicksAtOnce = false;
  /** How many notifications were sent to it while it hung. */
  unanswered = 0;

  private constructor(bus: Bus, hear: (shown: Shown) => void, capabilities: readonly string[]) {
    this.#bus = bus;
    this.#hear = hear;
    this.#capabilities = capabilities;
  }

  /**
   * Takes the daemon's name on a bus, unless there shall be none; `hear` is told of each notification.
   */
  static async start(
    address: string,
    options: { own: boolean; hear?: (shown: Shown) => void; capabilities?: string[] },
  ): Promise<Notifications> {
    const bus = await Bus.connect(address);
    const daemon = new Notifications(
      bus,
      options.hear ?? (() => undefined),
      options.capabilities ?? usualCapabilities,
    );
    const information = ['Jobwatch test daemon', 'Jobwatch', '1.0', '1.2'];
    bus.serve({
      ...place,
      methods: {
        GetCapabilities: { answer: 'as', handle: () => daemon.#awake(() => [daemon.#capabilities]) },
        GetServerInformation: { answer: 'ssss', handle: () => information },
        Notify: {
          answer: 'u',
          handle: (body) => {
            if (daemon.#waiting !== null) daemon.unanswered += 1;
            return daemon.#awake(() => [daemon.#notify(body)]);
          },
        },
        CloseNotification: {
          answer: '',
          handle: ([id]) => daemon.#awake(() => daemon.#closed(Number(id), closedByProgram)),
        },
      },
      properties: {},
    });
    if (options.own) await bus.own(place.interface);
    return daemon;
  }

  /** Takes no call any more, as a daemon that hangs. */
  hang(): void {
    this.#waiting ??= [];
  }

  /** Works off what it was sent while it hung. */
  wake(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const work of waiting) work();
  }

  /** Takes the daemon's name now, as when the person's desktop starts it late. */
  async appear(): Promise<void> {
    await this.#bus.own(place.interface);
  }

  /** Gives up the daemon's name, and forgets what it was sent. */
  async vanish(): Promise<void> {
    await this.#bus.disown(place.interface);
    for (const shown of this.all) shown.open = false;
  }

  /** The notifications that have been neither clicked away nor withdrawn. */
  get open(): Shown[] {
    return this.all.filter((shown) => shown.open);
  }

  /** The first notification, past or to come, that the predicate holds for. */
  waitFor(predicate: (shown: Shown) => boolean, timeout = 10_000): Promise<Shown> {
    return this.#changes.until(
      () => this.all.find(predicate),
      'a notification',
      timeout,
      () => this.all,
    );
  }

  /** Waits until a notification has gone. */
  async untilClosed(id: number, timeout = 10_000): Promise<void> {
    await this.#changes.until(
      () => (this.open.every((shown) => shown.id !== id) ? true : undefined),
      `the end of notification ${String(id)}`,
      timeout,
      () => this.open,
    );
  }

  /** Clicks a notification, or one of its buttons, as a desktop tells it: the action, then that it is gone. */
  click(id: number, action = 'default', { stays = false } = {}): void {
    const shown = this.#find(id);
    if (!(action in shown.actions))
      throw new Error(`The notification "${shown.title}" has no action ${action}.`);
    this.#bus.emit(place, 'ActionInvoked', 'us', [id, action]);
    if (!stays) this.#closed(id, dismissedByPerson);
  }

  /** Closes a notification by its cross. */
  dismiss(id: number): void {
    this.#find(id);
    this.#closed(id, dismissedByPerson);
  }

  close(): void {
    this.#bus.close();
  }

  /** Does what was asked for, and answers: now, or once it wakes up. */
  #awake(work: () => unknown[]): unknown[] | Promise<unknown[]> {
    const waiting = this.#waiting;
    if (waiting === null) return work();
    return new Promise((resolve) => {
      waiting.push(() => {
        resolve(work());
      });
    });
  }

  #find(id: number): Shown {
    const shown = this.open.find((candidate) => candidate.id === id);
    if (shown === undefined) throw new Error(`No notification ${String(id)} is open.`);
    return shown;
  }

  #notify(body: unknown[]): number {
    const [app, replaces, icon, title, text, actions, hints, timeout] = body;
    const list = Array.isArray(actions) ? actions.map(String) : [];
    const pairs = list.flatMap((key, at) => (at % 2 === 0 ? [[key, list[at + 1] ?? '']] : []));
    const replaced = Number(replaces);
    for (const shown of this.all) if (shown.id === replaced) shown.open = false;
    const shown: Shown = {
      id: replaced === 0 ? this.all.length + 1 : replaced,
      app: String(app),
      replaces: replaced,
      icon: String(icon),
      title: String(title),
      body: this.#capabilities.includes('body-markup') ? readMarkup(String(text)) : String(text),
      actions: Object.fromEntries(pairs) as Record<string, string>,
      hints: plainMap(hints),
      timeout: Number(timeout),
      open: true,
    };
    this.all.push(shown);
    if (this.clicksAtOnce) this.click(shown.id);
    // A person sees it once it is shown, and the program knows its id by then.
    setImmediate(() => {
      this.#hear(shown);
      this.#changes.happened();
    });
    return shown.id;
  }

  #closed(id: number, reason: number): [] {
    for (const shown of this.all) if (shown.id === id) shown.open = false;
    this.#bus.emit(place, 'NotificationClosed', 'uu', [id, reason]);
    this.#changes.happened();
    return [];
  }
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/** What is read of a body in the markup of the Desktop Notifications Specification: text without its tags. */
function readMarkup(body: string): string {
  return body.replaceAll(/<[^>]*>/g, '').replaceAll(/&\w+;/g, (entity) => entities[entity] ?? entity);
}
