import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { LoginItem } from '../../shared/login-item.ts';
import { ownAppImage } from '../own-app-image.ts';
import { autostartEntry, isActive } from './autostart-entry.ts';

/** Whether the program starts with the person's session, hidden in the tray. */
export interface LoginItemControl {
  read(): LoginItem;
  /** Throws where the system does not take it. */
  set(enabled: boolean): LoginItem;
}

/** So that the window stays away at a login. */
const args = ['--hidden'];

/**
 * By the system's own list on macOS and Windows, by a file on Linux (Desktop Application Autostart Specification). A
 * program that is run from its sources is none to start at login.
 */
export function createLoginItem(): LoginItemControl {
  const supported = app.isPackaged;
  if (process.platform === 'linux') return onLinux(supported);
  return {
    read: () => ({ supported, enabled: supported && app.getLoginItemSettings({ args }).openAtLogin }),
    set: (enabled) => {
      if (supported) app.setLoginItemSettings({ openAtLogin: enabled, args });
      return { supported, enabled: supported && app.getLoginItemSettings({ args }).openAtLogin };
    },
  };
}

function onLinux(supported: boolean): LoginItemControl {
  const folder = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'autostart');
  const file = join(folder, 'jobwatch.desktop');
  const read = (): LoginItem => {
    try {
      return { supported, enabled: supported && isActive(readFileSync(file, 'utf8')) };
    } catch {
      return { supported, enabled: false };
    }
  };
  return {
    read,
    set: (enabled) => {
      if (!supported) return read();
      if (enabled) {
        mkdirSync(folder, { recursive: true });
        // An AppImage runs from a folder that is gone after it.
        writeFileSync(file, autostartEntry(ownAppImage(process) ?? process.execPath, args));
      } else rmSync(file, { force: true });
      return read();
    },
  };
}
