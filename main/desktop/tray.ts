import { Menu, Tray } from 'electron';
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import type { Log } from '../monitor/log.ts';
import type { TrayShape, TrayView } from './tray-view.ts';

/** What a person can do from the tray. */
export interface TrayActions {
  openJob(key: string): void;
  open(): void;
  openFailing(): void;
  refresh(): void;
  setPaused(paused: boolean): void;
  openSettings(): void;
  quit(): void;
}

/** The tray icon. It touches the desktop only where what it shows changes. */
export interface TrayIcon {
  show(view: TrayView): void;
  remove(): void;
}

export function createTrayIcon(
  first: TrayView,
  iconOf: (shape: TrayShape) => NativeImage,
  actions: TrayActions,
  log: Log,
): TrayIcon {
  const tray = new Tray(iconOf(first.shape));
  tray.on('click', actions.open);
  let shown: TrayView | null = null;
  let menu = '';

  const show = (view: TrayView): void => {
    if (view.shape !== shown?.shape) tray.setImage(iconOf(view.shape));
    if (view.tooltip !== shown?.tooltip) tray.setToolTip(view.tooltip);
    const nextMenu = JSON.stringify({ ...view, shape: null, tooltip: null });
    if (nextMenu !== menu) tray.setContextMenu(Menu.buildFromTemplate(menuOf(view, actions)));
    if (view.shape !== shown?.shape || view.tooltip !== shown.tooltip)
      log.info('tray', `${view.shape}: ${view.tooltip}`);
    [shown, menu] = [view, nextMenu];
  };
  show(first);

  return {
    show,
    remove: () => {
      tray.destroy();
    },
  };
}

function menuOf(view: TrayView, actions: TrayActions): MenuItemConstructorOptions[] {
  const failing = view.failing.map(({ key, label }): MenuItemConstructorOptions => ({
    label: plain(label),
    click: () => {
      actions.openJob(key);
    },
  }));
  if (view.more > 0) failing.push({ label: `and ${view.more} more`, click: actions.openFailing });
  return [
    ...(failing.length === 0 ? [] : [...failing, { type: 'separator' } as const]),
    { label: 'Open Jobwatch', click: actions.open },
    { label: 'Refresh now', enabled: view.connected, click: actions.refresh },
    {
      label: view.paused ? 'Resume' : 'Pause',
      enabled: view.connected,
      click: () => {
        actions.setPaused(!view.paused);
      },
    },
    { label: 'Settings', click: actions.openSettings },
    { type: 'separator' },
    { label: 'Quit', click: actions.quit },
  ];
}

const longestLabel = 90;

/** A label that shows exactly the text: an ampersand would mark a mnemonic; long names are cut in the middle. */
function plain(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const half = Math.floor(longestLabel / 2);
  const short = line.length <= longestLabel ? line : `${line.slice(0, half)}…${line.slice(-half)}`;
  return short.replaceAll('&', '&&');
}
