import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WebContents } from 'electron';
import { wireName } from '../../shared/channels.ts';
import type { EventName } from '../../shared/channels.ts';
import type { EventOf } from '../../shared/contract.ts';
import { throttled } from '../throttle.ts';
import { fitting, placeFor, reachable, withPlace } from './place.ts';
import type { Place, Places } from './place.ts';
import { createRevival } from './revive.ts';
import type { ReviveOptions } from './revive.ts';
import { appOrigin } from './scheme.ts';

/**
 * The one window. Closing it hides it and leaves the program running; after a while it is released, with its memory,
 * and opening makes a new one.
 */
export interface MainWindow {
  /** Brings the window up, at this route where one is given. */
  open(route?: string): void;
  send<E extends EventName>(event: E, payload: EventOf<E>): void;
  /** Whether these are the contents of our window. */
  isOwn(contents: WebContents): boolean;
  /** The window while there is one, shown or hidden. */
  readonly current: BrowserWindow | null;
}

export interface WindowOptions extends ReviveOptions {
  preload: string;
  icon: string;
  /** Where the window stood, kept from one time to the next. */
  places: { read(): Places; save(places: Places): void };
  /** Minutes for which a hidden window is kept; 0 for none. */
  releaseMinutes: () => number;
  /** Whether nothing but the taskbar could bring it back: it is minimised then, and not hidden. */
  staysInTaskbar: () => boolean;
  /** The person has closed it, and the program goes on in the tray. */
  onHidden: () => void;
  /** Windows ends the session. */
  onSessionEnd: () => void;
}

/** A window that is dragged moves all the time; its place is kept a few times a second. */
const keepPlaceMs = 250;

const size = { width: 1280, height: 800 };
const smallest = { minWidth: 420, minHeight: 480 };

export function createMainWindow(options: WindowOptions): MainWindow {
  const { places } = options;
  let current: BrowserWindow | null = null;
  let release: NodeJS.Timeout | undefined;

  /**
   * From here on it is not ours. A window that closes lives on for a moment, and neither it nor its page may be asked
   * for anything then: the program would go down with it (Electron 42.0.0).
   */
  const letGo = (window: BrowserWindow): void => {
    if (current !== window) return;
    clearTimeout(release);
    current = null;
  };
  const end = (window: BrowserWindow): void => {
    letGo(window);
    window.destroy();
  };
  const revive = createRevival(options, end);

  /** Hides it, minimises it, or lets it go, as the person closes it. */
  const closeOf = (window: BrowserWindow) => (event: Electron.Event) => {
    if (options.staysInTaskbar()) {
      event.preventDefault();
      window.minimize();
      return;
    }
    options.onHidden();
    const minutes = options.releaseMinutes();
    if (minutes === 0) {
      letGo(window);
      return;
    }
    event.preventDefault();
    window.hide();
    clearTimeout(release);
    release = setTimeout(() => {
      end(window);
    }, minutes * 60_000);
  };

  const create = (route: string): BrowserWindow => {
    const { maximised = false, ...rectangle } = placeFor(places.read(), workAreas()) ?? middle(size);
    let isMaximised = maximised;
    const window = new BrowserWindow({
      ...rectangle,
      ...smallest,
      icon: options.icon,
      title: 'Jobwatch',
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1c1f' : '#ffffff',
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    window.removeMenu();
    window.once('ready-to-show', () => {
      if (maximised) window.maximize();
      window.show();
    });
    const keepPlace = throttled(() => {
      if (window.isDestroyed()) return;
      // The normal bounds are those of a window that is neither maximised nor minimised.
      const place = { ...window.getNormalBounds(), maximised: isMaximised };
      places.save(withPlace(places.read(), workAreas(), place));
    });
    const moved = (): void => {
      if (current !== window) return;
      // Hidden or minimised it is not maximised for the system, and comes back as it was.
      if (window.isVisible() && !window.isMinimized()) isMaximised = window.isMaximized();
      keepPlace.request(keepPlaceMs);
    };
    window.on('move', moved);
    window.on('resize', moved);
    window.on('maximize', moved);
    window.on('unmaximize', moved);
    window.on('close', closeOf(window));
    window.on('session-end', options.onSessionEnd);
    revive(window);
    window.on('closed', () => {
      keepPlace.stop();
      letGo(window);
    });
    const load = (place: string): void => {
      // A failed load leaves an empty window behind; `ready-to-show` fires for it too, so it can be closed.
      window.loadURL(`${appOrigin}/index.html#${place}`).catch(() => undefined);
    };
    // Electron lets a page go to about:blank without asking anybody (42.0.0).
    window.webContents.on('did-navigate', (_event, url) => {
      if (!url.startsWith(`${appOrigin}/`)) load('/overview');
    });
    load(route);
    return window;
  };

  const comeBack = (): void => {
    if (current === null || current.isDestroyed()) return;
    const areas = workAreas();
    if (reachable(current.getNormalBounds(), areas)) return;
    current.setBounds(placeFor(places.read(), areas) ?? middle(current.getNormalBounds()));
  };
  // A display that is unplugged or shrinks must not take the window with it.
  screen.on('display-removed', comeBack);
  screen.on('display-metrics-changed', comeBack);

  const send: MainWindow['send'] = (event, payload) => {
    current?.webContents.send(wireName(event), payload);
  };

  /** A page that is still on its way hears nothing: it is told where to go once it is there. */
  const goTo = (contents: WebContents, route: string): void => {
    const tell = (): void => {
      send('open', { route });
    };
    if (contents.isLoadingMainFrame()) contents.once('did-finish-load', tell);
    else tell();
  };

  return {
    open: (route) => {
      if (current === null) {
        current = create(route ?? '/overview');
        return;
      }
      clearTimeout(release);
      if (route !== undefined) goTo(current.webContents, route);
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
    },
    send,
    isOwn: (contents) => current !== null && current.webContents === contents,
    get current() {
      return current;
    },
  };
}

const middle = (wanted: Pick<Place, 'width' | 'height'>): Place =>
  fitting(wanted, screen.getPrimaryDisplay().workArea);

const workAreas = (): Electron.Rectangle[] => screen.getAllDisplays().map(({ workArea }) => workArea);
