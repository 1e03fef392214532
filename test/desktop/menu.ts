import { Variant } from '@jellybrick/dbus-next';
import type { Bus } from './bus.ts';
import { plainMap, text } from './bus.ts';

/** An entry of a tray menu as the program sends it. */
export interface MenuItem {
  id: number;
  /** Without the underscores that mark access keys. */
  label: string;
  enabled: boolean;
  visible: boolean;
  separator: boolean;
  /** Whether it is ticked; null for an entry that cannot be. */
  checked: boolean | null;
  children: MenuItem[];
}

const dbusmenu = 'com.canonical.dbusmenu';

/** Reads the whole menu, as a desktop does when the person opens it. */
export async function readMenu(bus: Bus, destination: string, path: string): Promise<MenuItem[]> {
  const to = { destination, path, interface: dbusmenu };
  await bus.call(to, 'AboutToShow', 'i', [0]);
  const [, root] = await bus.call(to, 'GetLayout', 'iias', [0, -1, []]);
  return readItem(root).children;
}

/** Chooses an entry of the menu as a click does. */
export async function clickItem(bus: Bus, destination: string, path: string, item: MenuItem): Promise<void> {
  const to = { destination, path, interface: dbusmenu };
  await bus.call(to, 'Event', 'isvu', [item.id, 'clicked', new Variant('i', 0), 0]);
}

/** Finds a visible, enabled entry by its label, at any depth. */
export function findItem(items: readonly MenuItem[], label: string): MenuItem | undefined {
  for (const item of items) {
    if (item.label === label && item.visible && item.enabled) return item;
    const inner = findItem(item.children, label);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** One node of GetLayout: `(ia{sv}av)`. Absent properties have the defaults of the protocol. */
function readItem(node: unknown): MenuItem {
  const [id, properties, children] = Array.isArray(node) ? (node as unknown[]) : [];
  const get = plainMap(properties);
  return {
    id: Number(id),
    label: text(get, 'label').replace(/_(.)/g, '$1'),
    enabled: get.get('enabled') !== false,
    visible: get.get('visible') !== false,
    separator: get.get('type') === 'separator',
    checked: get.get('toggle-type') ? get.get('toggle-state') === 1 : null,
    children: Array.isArray(children)
      ? children.map((child: { value: unknown }) => readItem(child.value))
      : [],
  };
}
