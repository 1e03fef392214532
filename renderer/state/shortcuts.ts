/** What a key can do anywhere in the window. */
export type ShortcutAction =
  | 'palette'
  | 'search'
  | 'help'
  | 'back'
  | 'earlier'
  | 'later'
  | 'refresh'
  | 'acknowledge'
  | 'overview'
  | 'alerts'
  | 'customers'
  | 'jobs'
  | 'settings';

export interface Shortcut {
  /** What it does; null for keys that a list or strip hears by itself. */
  action: ShortcutAction | null;
  /** Keys to press together, as `KeyboardEvent.key` names them; `Mod` is Ctrl, or Cmd on a Mac. */
  keys: readonly string[];
  /** What a Mac has in the place of these keys; left out where there is nothing else. */
  macKeys?: readonly string[];
  label: string;
  group: string;
}

const anywhere = 'Anywhere';
const lists = 'In lists and tables';

/** Every key of the window: what handles them, hints at them and lists them goes by this table alone. */
export const shortcuts: readonly Shortcut[] = [
  { action: 'palette', keys: ['Mod', 'k'], label: 'Find a customer, a job or a command', group: anywhere },
  { action: 'search', keys: ['/'], label: 'Search the list', group: anywhere },
  { action: 'refresh', keys: ['Mod', 'r'], label: 'Refresh now', group: anywhere },
  { action: 'acknowledge', keys: ['Mod', 'Enter'], label: 'Acknowledge the alert in view', group: anywhere },
  { action: 'back', keys: ['Escape'], label: 'Close, or go back to the list', group: anywhere },
  {
    action: 'earlier',
    keys: ['Alt', 'ArrowLeft'],
    macKeys: ['Mod', '['],
    label: 'Go back to where you were',
    group: anywhere,
  },
  {
    action: 'later',
    keys: ['Alt', 'ArrowRight'],
    macKeys: ['Mod', ']'],
    label: 'Go forward again',
    group: anywhere,
  },
  { action: 'help', keys: ['?'], label: 'Show all keys', group: anywhere },
  { action: 'overview', keys: ['Mod', '1'], label: 'Go to Overview', group: 'Views' },
  { action: 'alerts', keys: ['Mod', '2'], label: 'Go to Alerts', group: 'Views' },
  { action: 'customers', keys: ['Mod', '3'], label: 'Go to Customers', group: 'Views' },
  { action: 'jobs', keys: ['Mod', '4'], label: 'Go to Jobs', group: 'Views' },
  { action: 'settings', keys: ['Mod', '5'], label: 'Go to Settings', group: 'Views' },
  { action: null, keys: ['ArrowUp', 'ArrowDown'], label: 'Go from row to row', group: lists },
  {
    action: null,
    keys: ['ArrowLeft', 'ArrowRight'],
    label: 'Go from cell to cell, or day to day',
    group: lists,
  },
  { action: null, keys: ['PageUp', 'PageDown'], label: 'Go a page up or down', group: lists },
  { action: null, keys: ['Home', 'End'], label: 'Go to the first or the last', group: lists },
  { action: null, keys: ['Enter'], label: 'Open what has the focus', group: lists },
  { action: null, keys: ['Space'], label: 'Choose an alert; with Shift, all up to it', group: lists },
];

/** The entry of an action. */
export const shortcutOf = (action: ShortcutAction): Shortcut | undefined =>
  shortcuts.find((one) => one.action === action);

/** The keys of a shortcut on this kind of keyboard. */
export const keysOf = ({ keys, macKeys }: Shortcut, mac: boolean): readonly string[] =>
  mac ? (macKeys ?? keys) : keys;

/** Whether a key is a character alone: such keys can be switched off, since speech input may type them unmeant. */
export const isSingleKey = ({ keys }: Shortcut): boolean => keys.length === 1 && keys[0]?.length === 1;

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/** What a key press asks for; null for nothing of ours. `single`: whether characters alone count. */
export function actionOf(
  pressed: Pressed,
  { mac, single }: { mac: boolean; single: boolean },
): ShortcutAction | null {
  if (pressed.isComposing) return null;
  const mod = mac ? pressed.metaKey : pressed.ctrlKey;
  if (mac ? pressed.ctrlKey : pressed.metaKey) return null;
  const found = shortcuts.find((shortcut) => {
    const keys = keysOf(shortcut, mac);
    return (
      shortcut.action !== null &&
      keys.includes('Mod') === mod &&
      // With Alt a key may make up a character, which is not the one that is meant here.
      keys.includes('Alt') === pressed.altKey &&
      keys.at(-1)?.toLowerCase() === pressed.key.toLowerCase()
    );
  });
  if (found === undefined || (!single && isSingleKey(found))) return null;
  return found.action;
}

/** Whether keys typed there are meant for a field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['button', 'checkbox', 'radio', 'submit', 'file'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

const names: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page up',
  PageDown: 'Page down',
};

/** A key as it is printed on the keyboard. */
export function keyName(key: string, mac: boolean): string {
  if (key === 'Mod') return mac ? '⌘' : 'Ctrl';
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** A shortcut as `aria-keyshortcuts` wants it. */
export const ariaKeys = (shortcut: Shortcut, mac: boolean): string =>
  keysOf(shortcut, mac)
    .map((key) => (key === 'Mod' ? (mac ? 'Meta' : 'Control') : key))
    .join('+');
