import { BrowserWindow, nativeTheme } from 'electron';
import type { WebContents } from 'electron';
import { wireName } from '../../shared/channels.ts';
import type { EventName } from '../../shared/channels.ts';
import type { EventOf } from '../../shared/contract.ts';
import { appOrigin } from './scheme.ts';

/** The one window. Closing it leaves the program running; opening it again makes a new one. */
export interface MainWindow {
  /** Brings the window up, at this route where one is given. */
  open(route?: string): void;
  send<E extends EventName>(event: E, payload: EventOf<E>): void;
  /** Whether these are the contents of our window. */
  isOwn(contents: WebContents): boolean;
}

export interface WindowOptions {
  preload: string;
  icon: string;
}

const size = { width: 1280, height: 800, minWidth: 420, minHeight: 480 };

export function createMainWindow({ preload, icon }: WindowOptions): MainWindow {
  let current: BrowserWindow | null = null;

  const create = (route: string): BrowserWindow => {
    const window = new BrowserWindow({
      ...size,
      icon,
      title: 'Jobwatch',
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    window.removeMenu();
    window.once('ready-to-show', () => {
      window.show();
    });
    window.on('closed', () => {
      if (current === window) current = null;
    });
    // A failed load leaves an empty window behind; `ready-to-show` fires for it too, so it can be closed.
    window.loadURL(`${appOrigin}/index.html#${route}`).catch(() => undefined);
    return window;
  };

  const send: MainWindow['send'] = (event, payload) => {
    current?.webContents.send(wireName(event), payload);
  };

  return {
    open: (route) => {
      if (current === null) {
        current = create(route ?? '/jobs');
        return;
      }
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
      if (route !== undefined) send('open', { route });
    },
    send,
    isOwn: (contents) => current !== null && current.webContents === contents,
  };
}
