import { describe, expect, it } from 'vitest';
import {
  actionOf,
  ariaKeys,
  isSingleKey,
  keyName,
  keysOf,
  shortcutOf,
  shortcuts,
} from '../../../renderer/state/shortcuts.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
const here = { mac: false, single: true };

describe('the table of keys', () => {
  it.each([false, true])('gives no key two meanings, on a Mac: %s', (mac) => {
    const handled = shortcuts
      .filter(({ action }) => action !== null)
      .map((shortcut) => keysOf(shortcut, mac).join('+'));
    expect(new Set(handled).size).toBe(handled.length);
  });

  it('has a label and a group for each', () => {
    expect(shortcuts.every(({ label, group, keys }) => label !== '' && group !== '' && keys.length > 0)).toBe(
      true,
    );
  });
});

describe('actionOf', () => {
  it('knows a key with Ctrl, or Cmd on a Mac, whatever its case', () => {
    expect(actionOf({ ...plain, key: 'K', ctrlKey: true }, here)).toBe('palette');
    expect(actionOf({ ...plain, key: 'k', metaKey: true }, { ...here, mac: true })).toBe('palette');
    expect(actionOf({ ...plain, key: 'k', ctrlKey: true }, { ...here, mac: true })).toBeNull();
    expect(actionOf({ ...plain, key: 'k', metaKey: true }, here)).toBeNull();
  });

  it('does not take a bare letter for one with Ctrl, nor the other way round', () => {
    expect(actionOf({ ...plain, key: 'k' }, here)).toBeNull();
    expect(actionOf({ ...plain, key: '/', ctrlKey: true }, here)).toBeNull();
    expect(actionOf({ ...plain, key: '?' }, here)).toBe('help');
  });

  it('goes back and forward by the keys that each system has for it', () => {
    const mac = { ...here, mac: true };
    expect(actionOf({ ...plain, key: 'ArrowLeft', altKey: true }, here)).toBe('earlier');
    expect(actionOf({ ...plain, key: 'ArrowRight', altKey: true }, here)).toBe('later');
    expect(actionOf({ ...plain, key: 'ArrowLeft' }, here)).toBeNull();
    expect(actionOf({ ...plain, key: 'ArrowLeft', altKey: true, ctrlKey: true }, here)).toBeNull();
    expect(actionOf({ ...plain, key: '[', metaKey: true }, mac)).toBe('earlier');
    expect(actionOf({ ...plain, key: ']', metaKey: true }, mac)).toBe('later');
    // Option with an arrow goes from word to word there.
    expect(actionOf({ ...plain, key: 'ArrowLeft', altKey: true }, mac)).toBeNull();
    expect(actionOf({ ...plain, key: '[', ctrlKey: true }, here)).toBeNull();
  });

  it('leaves other keys with Alt and those that make up a character alone', () => {
    expect(actionOf({ ...plain, key: '/', altKey: true }, here)).toBeNull();
    expect(actionOf({ ...plain, key: 'k', altKey: true, ctrlKey: true }, here)).toBeNull();
    expect(actionOf({ ...plain, key: '/', isComposing: true }, here)).toBeNull();
  });

  it('hears no character alone where that is switched off, and still Escape', () => {
    const off = { mac: false, single: false };
    expect(actionOf({ ...plain, key: '/' }, off)).toBeNull();
    expect(actionOf({ ...plain, key: '?' }, off)).toBeNull();
    expect(actionOf({ ...plain, key: 'Escape' }, off)).toBe('back');
    expect(actionOf({ ...plain, key: 'k', ctrlKey: true }, off)).toBe('palette');
  });
});

it('names keys as keyboards do', () => {
  const palette = shortcutOf('palette')!;
  expect(palette.keys.map((key) => keyName(key, false))).toEqual(['Ctrl', 'K']);
  expect(palette.keys.map((key) => keyName(key, true))).toEqual(['⌘', 'K']);
  expect(ariaKeys(palette, false)).toBe('Control+k');
  const earlier = shortcutOf('earlier')!;
  expect(keysOf(earlier, false).map((key) => keyName(key, false))).toEqual(['Alt', '←']);
  expect(keysOf(earlier, true).map((key) => keyName(key, true))).toEqual(['⌘', '[']);
  expect(ariaKeys(earlier, true)).toBe('Meta+[');
  expect(isSingleKey(shortcutOf('search')!)).toBe(true);
  expect(isSingleKey(shortcutOf('back')!)).toBe(false);
});
