import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WebContents } from 'electron';
import { wireName } from '../../shared/channels.ts';
import type { EventName } from '../../shared/channels.ts';
import type { EventOf } from '../../shared/contract.ts';
import { atMostEvery } from '../throttle.ts';
import { placeFor, withPlace } from './place.ts';
import type { Places } from './place.ts';
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
  /** Where the window stood, kept from one time to the next. */
  places: { read(): Places; save(places: Places): void };
}

/** A window that is dragged moves all the time; its place is kept a few times a second. */
const keepPlaceMs = 250;

const size = { width: 1280, height: 800, minWidth: 420, minHeight: 480 };

export function createMainWindow({ preload, icon, places }: WindowOptions): MainWindow {
  let current: BrowserWindow | null = null;

  const create = (route: string): BrowserWindow => {
    const window = new BrowserWindow({
      ...size,
      ...placeFor(places.read(), workAreas()),
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
    const keepPlace = atMostEvery(keepPlaceMs, () => {
      // The normal bounds are those of a window that is neither maximised nor minimised.
      if (!window.isDestroyed()) places.save(withPlace(places.read(), workAreas(), window.getNormalBounds()));
    });
    window.on('move', keepPlace.request);
    window.on('resize', keepPlace.request);
    window.on('closed', () => {
      keepPlace.stop();
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
        current = create(route ?? '/overview');
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

const workAreas = (): Electron.Rectangle[] => screen.getAllDisplays().map(({ workArea }) => workArea);
