import { join } from 'node:path';
import { app, Menu } from 'electron';
import { systemClock } from './avepoint/clock.ts';
import { createLog } from './desktop/log.ts';
import { createServiceNetwork } from './desktop/network.ts';
import { createNotifier } from './desktop/notifier.ts';
import { followPower } from './desktop/power.ts';
import { endBeforeQuit, logStrayErrors } from './desktop/quit.ts';
import { createTrayIcons } from './desktop/tray-icon.ts';
import { trayView } from './desktop/tray-view.ts';
import { createTrayIcon } from './desktop/tray.ts';
import type { TrayActions } from './desktop/tray.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerChannels } from './ipc/register.ts';
import { createProgram } from './program.ts';
import { startSampleService } from './sample.ts';
import { createCredentialStore } from './store/credentials.ts';
import { createExamine } from './store/examination.ts';
import { openDocument } from './store/document.ts';
import { createSecrets } from './store/secrets.ts';
import { createSettings } from './store/settings.ts';
import { atMostEvery } from './throttle.ts';
import { linkOf, routeOfLink } from './window/link.ts';
import { placesSchema } from './window/place.ts';
import { registerScheme, serveScheme } from './window/scheme.ts';
import { refuseByDefault } from './window/security.ts';
import { createMainWindow } from './window/window.ts';

const failingInMenu = 10;
const refreshScreenMs = 250;
const time = (at: number): string =>
  new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

/**
 * A debugger that attaches while the first page is on its way never learns that it has arrived, and waits for ever
 * (seen with Playwright 1.65 and Chromium 148). Where one is expected, the first window comes after it.
 */
const debuggerMs = 1000;

function start(): void {
  const root = app.getAppPath();
  const log = createLog(join(app.getPath('userData'), 'logs'));
  logStrayErrors(log);
  refuseByDefault(log);
  serveScheme(join(root, 'out/renderer'));
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  const { document, setAside } = openDocument(app.getPath('userData'), Date.now());
  if (setAside !== null) log.error('settings', `were damaged and set aside as ${setAside}`);
  const window = createMainWindow({
    preload: join(root, 'out/preload/index.cjs'),
    icon: join(root, 'build/icons/app-256.png'),
    places: {
      read: () => placesSchema.catch({}).parse(document.get('places')),
      save: (places) => {
        document.set('places', places);
      },
    },
  });
  const openJob = (key: string): void => {
    window.open(`/jobs/${key}`);
  };
  const show = createNotifier(window.open, log);
  const view = () => trayView(program.state(), program.failingJobs(failingInMenu), time);
  const update = atMostEvery(refreshScreenMs, () => {
    tray.show(view());
    window.send('changed', undefined);
  });
  const program = createProgram({
    version: app.getVersion(),
    dataFolder: join(app.getPath('userData'), 'data'),
    settings: createSettings(document),
    credentials: createCredentialStore(createSecrets()),
    network: createServiceNetwork(),
    clock: systemClock,
    log,
    show,
    startSample: startSampleService,
    examine: createExamine(join(root, 'out/main/examine-worker.js')),
    onChange: update.request,
  });
  const failed = (error: unknown): void => {
    log.error('program', error instanceof Error ? error.message : String(error));
  };
  const actions: TrayActions = {
    openJob,
    open: () => {
      window.open();
    },
    openFailing: () => {
      window.open('/jobs?outcome=failure');
    },
    refresh: () => {
      program.refresh(null).catch(failed);
    },
    setPaused: (paused) => {
      program.setPaused(paused);
    },
    openSettings: () => {
      window.open('/settings');
    },
    quit: () => {
      app.quit();
    },
  };
  const tray = createTrayIcon(
    view(),
    createTrayIcons(join(root, 'build/icons/tray'), process.platform),
    actions,
    log,
  );
  registerChannels(createHandlers({ program, log, show, changed: update.request }), window.isOwn, log);
  followPower(program, log);

  const openLink = (link: string): void => {
    const route = routeOfLink(link);
    if (route === null) log.warn('link', 'refused one that leads nowhere');
    window.open(route ?? undefined);
  };
  app.on('second-instance', (_event, args) => {
    const link = linkOf(args);
    if (link === undefined) window.open();
    else openLink(link);
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    openLink(link);
  });
  app.on('activate', () => {
    window.open();
  });
  app.on('window-all-closed', () => undefined);
  endBeforeQuit(() => {
    update.stop();
    tray.remove();
    return program.end();
  }, log);

  program.begin(process.argv.includes('--sample')).catch(failed);
  if (!process.argv.includes('--hidden')) {
    const link = linkOf(process.argv);
    const open = (): void => {
      if (link === undefined) window.open();
      else openLink(link);
    };
    if (app.commandLine.hasSwitch('remote-debugging-port')) setTimeout(open, debuggerMs);
    else open();
  }
}

const profile = app.commandLine.getSwitchValue('user-data-dir');
if (profile !== '') app.setPath('userData', profile);
registerScheme();
// Packages register the scheme as well; a program that is started from its sources must not take it from them.
if (app.isPackaged) app.setAsDefaultProtocolClient('jobwatch');
if (app.requestSingleInstanceLock()) {
  // A top-level await of whenReady would never return: Electron becomes ready after the main module has run.
  app.whenReady().then(start, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    app.exit(1);
  });
} else app.quit();
