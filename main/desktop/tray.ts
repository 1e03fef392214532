import { isDeepStrictEqual } from 'node:util';
import { app, Menu, Tray } from 'electron';
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import type { Log } from '../monitor/log.ts';
import type { TrayLook } from './tray-icon.ts';
import { trayMenu } from './tray-menu.ts';
import type { TrayAction, TrayEntry } from './tray-menu.ts';
import type { TrayView } from './tray-view.ts';

/** The tray icon. It touches the desktop only where what it shows changes. */
export interface TrayIcon {
  show(view: TrayView): void;
  /** Puts it on the desktop, once there is a place for it; as soon as Electron is ready for that. */
  appear(): void;
  remove(): void;
}

export interface TrayOptions {
  iconOf: (look: TrayLook) => NativeImage;
  act: (action: TrayAction) => void;
  log: Log;
}

/** What it shows until the program knows more. */
const starting: TrayView = {
  shape: 'unknown',
  offline: false,
  tooltip: 'Jobwatch: starting',
  sentence: 'Starting',
  failures: 0,
  failing: [],
  customers: [],
  paused: null,
  connected: false,
  alerts: 0,
  newer: null,
};

/** It is there once there is a place to show it. */
export function createTrayIcon({ iconOf, act, log }: TrayOptions): TrayIcon {
  let tray: Tray | null = null;
  let wanted = false;
  let view = starting;
  /** What the desktop was told last. */
  let told: { view: TrayView; menu: TrayEntry[] } | null = null;

  const make = (seen: TrayView): Tray => {
    const made = new Tray(iconOf(seen));
    made.on('click', () => {
      act({ type: 'open' });
    });
    // Windows alone: on Linux, Chromium passes a middle click on as a click.
    made.on('middle-click', () => {
      act({ type: 'refresh' });
    });
    return made;
  };

  const tell = (): void => {
    if (!wanted) return;
    tray ??= make(view);
    const menu = trayMenu(view);
    const before = told;
    const sameLook = before?.view.shape === view.shape && before.view.offline === view.offline;
    if (!sameLook) tray.setImage(iconOf(view));
    if (before?.view.tooltip !== view.tooltip) tray.setToolTip(view.tooltip);
    if (process.platform === 'darwin' && before?.view.failures !== view.failures)
      tray.setTitle(view.failures === 0 ? '' : String(view.failures), { fontType: 'monospacedDigit' });
    if (!isDeepStrictEqual(before?.menu, menu))
      tray.setContextMenu(Menu.buildFromTemplate(menu.map((entry) => itemOf(entry, act))));
    if (!sameLook || before.view.tooltip !== view.tooltip)
      log.info('tray', `${view.shape}${view.offline ? ' (offline)' : ''}: ${view.tooltip}`);
    told = { view, menu };
  };

  return {
    show: (next) => {
      view = next;
      tell();
    },
    appear: () => {
      wanted = true;
      if (app.isReady()) tell();
      else void app.whenReady().then(tell);
    },
    remove: () => {
      wanted = false;
      tray?.destroy();
      tray = null;
    },
  };
}

function itemOf(entry: TrayEntry, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  if (entry === null) return { type: 'separator' };
  const { label, action, enabled = true, entries } = entry;
  if (entries !== undefined) return { label, enabled, submenu: entries.map((inner) => itemOf(inner, act)) };
  return {
    label,
    enabled,
    click: () => {
      if (action !== undefined) act(action);
    },
  };
}
