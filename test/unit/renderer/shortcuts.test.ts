import { describe, expect, it } from 'vitest';
import {
  actionOf,
  ariaKeys,
  isSingleKey,
  keyName,
  shortcutOf,
  shortcuts,
} from '../../../renderer/state/shortcuts.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
const here = { mac: false, single: true };

describe('the table of keys', () => {
  it('gives no key two meanings', () => {
    const handled = shortcuts.filter(({ action }) => action !== null).map(({ keys }) => keys.join('+'));
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

  it('leaves keys with Alt and those that make up a character alone', () => {
    expect(actionOf({ ...plain, key: '/', altKey: true }, here)).toBeNull();
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
  expect(isSingleKey(shortcutOf('search')!)).toBe(true);
  expect(isSingleKey(shortcutOf('back')!)).toBe(false);
});
