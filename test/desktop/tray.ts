import { Variant } from '@jellybrick/dbus-next';
import { Bus, text } from './bus.ts';
import { Changes } from './changes.ts';
import { clickItem, findItem, readMenu } from './menu.ts';
import type { MenuItem } from './menu.ts';

/**
 * A tray icon as a desktop sees it. Electron (42, Chromium's status_icon_linux_dbus) registers under the unique name of
 * its connection, sends the icon as pixels at its own size and the tooltip as the title of ToolTip, and leaves Title
 * empty.
 */
export interface TrayItem {
  /** The name of the program's connection on the bus. */
  service: string;
  title: string;
  tooltip: string;
  status: string;
  /** The icon in each size sent: width, height, and ARGB bytes in network order. */
  icons: { width: number; height: number; pixels: Uint8Array }[];
  menuPath: string;
}

const place = { path: '/StatusNotifierWatcher', interface: 'org.kde.StatusNotifierWatcher' };
const itemInterface = 'org.kde.StatusNotifierItem';
const itemPath = '/StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';
/** Milliseconds after which an entry is not coming any more. */
const choiceMs = 5000;

/** A panel with a place for tray icons: registers them, follows their changes, and can use them as a person does. */
export class Tray {
  readonly #items = new Map<string, TrayItem>();
  readonly #bus: Bus;
  readonly #changes = new Changes();
  readonly #hear: (item: TrayItem) => void;
  #hasHost = false;
  /** How often a menu has been made anew. */
  menusMade = 0;

  private constructor(bus: Bus, hear: (item: TrayItem) => void) {
    this.#bus = bus;
    this.#hear = hear;
  }

  /**
   * Takes the watcher's name on a bus, unless there shall be none; `hear` is told of each new item and each change
   * of one.
   */
  static async start(
    address: string,
    options: { own: boolean; hear?: (item: TrayItem) => void },
  ): Promise<Tray> {
    const bus = await Bus.connect(address);
    const tray = new Tray(bus, options.hear ?? (() => undefined));
    bus.serve({
      ...place,
      methods: {
        RegisterStatusNotifierItem: {
          answer: '',
          handle: ([service], sender) =>
            tray.#register(String(service).startsWith('/') ? sender : String(service)),
        },
        RegisterStatusNotifierHost: { answer: '', handle: () => [] },
      },
      properties: {
        RegisteredStatusNotifierItems: () => new Variant('as', [...tray.#items.keys()]),
        IsStatusNotifierHostRegistered: () => new Variant('b', tray.#hasHost),
        ProtocolVersion: () => new Variant('i', 0),
      },
    });
    await bus.listen(`path='${itemPath}'`, () => {
      for (const service of tray.#items.keys()) tray.#follow(service);
    });
    await bus.listen(`interface='org.freedesktop.DBus',member='NameOwnerChanged'`, ({ body }) => {
      if (body[2] === '') tray.#gone(String(body[0]));
    });
    await bus.listen(`interface='${menuInterface}',member='LayoutUpdated'`, () => {
      tray.menusMade += 1;
      tray.#changes.happened();
    });
    if (options.own) await tray.appear();
    return tray;
  }

  /** Shows tray icons from now on, as when the panel starts. */
  async appear(): Promise<void> {
    this.#hasHost = true;
    await this.#bus.own(place.interface);
    this.#bus.emit(place, 'StatusNotifierHostRegistered');
  }

  /** Shows none any more, as when the panel ends; the next one knows of no icon. */
  async vanish(): Promise<void> {
    this.#hasHost = false;
    await this.#bus.disown(place.interface);
    this.#items.clear();
    this.#changes.happened();
  }

  /** Keeps the watcher without anything that shows icons, as a desktop service does whose panel has ended. */
  loseHost(): void {
    this.#hasHost = false;
    this.#bus.emit(place, 'StatusNotifierHostUnregistered');
  }

  get items(): TrayItem[] {
    return [...this.#items.values()];
  }

  /** The first tray icon that the predicate holds for, now or after a change. */
  waitFor(predicate: (item: TrayItem) => boolean, timeout = 10_000): Promise<TrayItem> {
    const there = (): unknown => this.items.map(({ icons, ...rest }) => ({ ...rest, icons: icons.length }));
    return this.#changes.until(() => this.items.find(predicate), 'a tray icon', timeout, there);
  }

  /** Waits until there is no icon. */
  async untilGone(timeout = 10_000): Promise<void> {
    const there = (): unknown => this.items;
    await this.#changes.until(() => (this.items.length === 0 ? true : undefined), 'no icon', timeout, there);
  }

  /** Clicks the icon with the middle button. */
  async activateSecondary(): Promise<void> {
    const to = { destination: this.#only().service, path: itemPath, interface: itemInterface };
    await this.#bus.call(to, 'SecondaryActivate', 'ii', [0, 0]);
  }

  /** Clicks the icon itself. */
  async activate(): Promise<void> {
    const item = this.#only();
    const to = { destination: item.service, path: itemPath, interface: itemInterface };
    await this.#bus.call(to, 'Activate', 'ii', [0, 0]);
  }

  /** The icon's menu as it is now. */
  async menu(): Promise<MenuItem[]> {
    const item = this.#only();
    return await readMenu(this.#bus, item.service, item.menuPath);
  }

  /** Opens the menu and chooses the entry with this label, now or once there is one. */
  async choose(label: string): Promise<void> {
    const latest = performance.now() + choiceMs;
    for (;;) {
      const made = this.menusMade;
      const menu = await this.menu();
      const found = findItem(menu, label);
      if (found === undefined) {
        const another = (): true | undefined => (this.menusMade > made ? true : undefined);
        const left = Math.max(0, latest - performance.now());
        await this.#changes.until(another, `"${label}" in the tray menu`, left, () => menu);
        continue;
      }
      const item = this.#only();
      try {
        await clickItem(this.#bus, item.service, item.menuPath, found);
        return;
      } catch (error) {
        // The program answers so to an entry of a menu that it has replaced.
        if (performance.now() > latest || !String(error).includes('error occurred in Event')) throw error;
      }
    }
  }

  /** Chooses an entry of a menu within the menu, whose label has these words. */
  async chooseIn(menu: string, label: string): Promise<void> {
    const item = this.#only();
    const inner = (await this.menu()).find((entry) => entry.label === menu)?.children ?? [];
    const found = inner.find((entry) => entry.label.includes(label));
    if (found === undefined) throw new Error(`The menu "${menu}" has no "${label}".`);
    await clickItem(this.#bus, item.service, item.menuPath, found);
  }

  close(): void {
    this.#bus.close();
  }

  #only(): TrayItem {
    const [item, ...more] = this.items;
    if (item === undefined || more.length > 0)
      throw new Error(`There are ${String(this.items.length)} tray icons.`);
    return item;
  }

  #register(service: string): [] {
    this.#follow(service);
    this.#bus.emit(place, 'StatusNotifierItemRegistered', 's', [service]);
    return [];
  }

  #gone(service: string): void {
    if (!this.#items.delete(service)) return;
    this.#bus.emit(place, 'StatusNotifierItemUnregistered', 's', [service]);
    this.#changes.happened();
  }

  #follow(service: string): void {
    // A program that ends before it has answered takes its item with it.
    this.#read(service).catch(() => this.#gone(service));
  }

  async #read(service: string): Promise<void> {
    const all = await this.#bus.properties({
      destination: service,
      path: itemPath,
      interface: itemInterface,
    });
    const item: TrayItem = {
      service,
      title: text(all, 'Title'),
      tooltip: readTooltip(all.get('ToolTip')),
      status: text(all, 'Status'),
      icons: readIcons(all.get('IconPixmap')),
      menuPath: text(all, 'Menu'),
    };
    // Several signals follow one change, each of which leads here.
    if (JSON.stringify(item) === JSON.stringify(this.#items.get(service))) return;
    this.#items.set(service, item);
    this.#hear(item);
    this.#changes.happened();
  }
}

/** ToolTip is `(sa(iiay)ss)`: icon name, icon, title, text. */
function readTooltip(value: unknown): string {
  const [, , title = '', body = ''] = Array.isArray(value) ? (value as unknown[]) : [];
  return [title, body].filter((part) => part !== '').join('\n');
}

/** IconPixmap is `a(iiay)`. */
function readIcons(value: unknown): TrayItem['icons'] {
  if (!Array.isArray(value)) return [];
  return (value as [number, number, Uint8Array][]).map(([width, height, pixels]) => ({
    width,
    height,
    pixels,
  }));
}
