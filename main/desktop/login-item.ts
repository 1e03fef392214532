import { homedir } from 'node:os';
import { app } from 'electron';
import type { LoginItem } from '../../shared/login-item.ts';
import { messageOf } from '../../shared/message-of.ts';
import type { Log } from '../monitor/log.ts';
import { createAutostartFile } from './autostart-file.ts';

/** Whether the program starts with the person's session, hidden in the tray. */
export interface LoginItemControl {
  /** As the system has it now. */
  read(): LoginItem;
  /** Throws where the system does not take it. */
  set(enabled: boolean): LoginItem;
  /**
   * Has this file started where an earlier one of ours is: an AppImage has its version in its name, and lies wherever
   * somebody puts it. Never throws.
   */
  follow(executable: string): void;
}

/** So that the window stays away at a login. */
const args = ['--hidden'];

/**
 * By the system's own list on macOS and Windows, by a file on Linux (Desktop Application Autostart Specification), which
 * leads to this executable from here on if it led to an earlier one. A program that is run from its sources is none to
 * start at login.
 */
export function createLoginItem(executable: string, log: Log): LoginItemControl {
  const supported = app.isPackaged;
  if (process.platform === 'linux') return onLinux(supported, executable, log);
  return {
    read: () => ({ supported, enabled: supported && app.getLoginItemSettings({ args }).openAtLogin }),
    set: (enabled) => {
      if (supported) app.setLoginItemSettings({ openAtLogin: enabled, args });
      return { supported, enabled: supported && app.getLoginItemSettings({ args }).openAtLogin };
    },
    // What is installed there keeps its place.
    follow: () => undefined,
  };
}

function onLinux(supported: boolean, present: string, log: Log): LoginItemControl {
  const file = createAutostartFile({ env: process.env, home: homedir(), args });
  const read = (): LoginItem => ({ supported, enabled: supported && file.isEnabled() });
  const follow = (executable: string): void => {
    try {
      if (file.move(executable)) log.info('program', 'start at login leads to another file now');
    } catch (error) {
      log.warn('program', `start at login still leads to the earlier file: ${messageOf(error)}`);
    }
  };
  if (supported) follow(present);
  return {
    read,
    set: (enabled) => {
      if (!supported) return read();
      if (enabled) file.enable(present);
      else file.disable();
      return read();
    },
    follow,
  };
}
