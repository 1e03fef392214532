import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { app } from 'electron';
import { messageOf } from '../shared/message-of.ts';
import { followLinks } from './desktop/links.ts';
import { createLog } from './desktop/log.ts';
import type { ProgramLog } from './desktop/log.ts';
import { keepNetworkHere } from './desktop/network-process.ts';
import { endBeforeQuit, logStrayErrors } from './desktop/quit.ts';
import { busOpener } from './desktop/session-bus.ts';
import { spareGraphicsDriver } from './desktop/toolkit.ts';
import { createTrayIcons } from './desktop/tray-icon.ts';
import { keepTrayPresent } from './desktop/tray-presence.ts';
import { createTrayIcon } from './desktop/tray.ts';
import { heapOfPages, keepHeapSmall } from './heap.ts';
import { namedProfile, removeTildeFolder } from './named-profile.ts';
import { ownAppImage } from './own-app-image.ts';
import { portableProfile } from './portable.ts';
import type { Running } from './start.ts';
import { registerScheme } from './window/scheme.ts';

/**
 * A debugger that attaches while the first page is on its way never learns that it has arrived, and waits for ever
 * (seen with Playwright 1.65 and Chromium 148). Where one is expected, the first window comes after it.
 */
const debuggerMs = 1000;
/** A session bus takes some milliseconds; Electron does not wait longer for one that hangs. */
const askMs = 100;

/** What is done before Electron is ready, and then. */
interface Beginning {
  /** Resolves once it is known whether the desktop shows tray icons. */
  asked: Promise<void>;
  /** To be called when Electron is ready. */
  begin: () => void;
}

/** Puts the icon into the tray and then loads all else, for which the icon need not wait. */
function prepare(log: ProgramLog): Beginning {
  const sessionBus = busOpener('session', log);
  let running: Running | null = null;
  let isEnding = false;
  const loaded = Promise.withResolvers<Running>();
  /** Passes on what the desktop wishes, as soon as there is somebody to do it. */
  const pass = (wish: (program: Running) => void): void => {
    void loaded.promise.then(wish);
  };

  const tray = createTrayIcon({
    iconOf: createTrayIcons(join(app.getAppPath(), 'build/icons/tray'), process.platform),
    act: (action) => {
      pass((program) => {
        program.act(action);
      });
    },
    log,
  });
  const presence = keepTrayPresent(
    sessionBus,
    tray,
    (missing) => {
      pass((program) => {
        program.trayMissing(missing);
      });
    },
    log,
  );
  app.on('window-all-closed', () => undefined);
  endBeforeQuit(async () => {
    isEnding = true;
    tray.remove();
    await running?.end();
  }, log);

  const load = async (): Promise<void> => {
    await presence.settled;
    const { start } = await import('./start.ts');
    if (isEnding) return;
    running = start({ tray, presence, sessionBus, log, appImage });
    loaded.resolve(running);
  };
  const begin = (): void => {
    const openFirst = followLinks((link) => {
      pass((program) => {
        program.openLink(link);
      });
    });
    load().catch((error: unknown) => {
      log.error('program', `cannot start: ${messageOf(error)}`);
      app.exit(1);
    });
    if (process.argv.includes('--hidden')) return;
    if (app.commandLine.hasSwitch('remote-debugging-port')) setTimeout(openFirst, debuggerMs);
    else openFirst();
  };
  return { asked: presence.asked, begin };
}

const appImage = ownAppImage(process);
// Another program's: electron-updater would put a new version in its place.
if (appImage === undefined) delete process.env['APPIMAGE'];
const named = app.commandLine.getSwitchValue('user-data-dir');
const profile =
  named === ''
    ? portableProfile({ executable: app.getPath('exe'), appImage }, process.platform)
    : namedProfile(named, homedir());
if (profile !== null) app.setPath('userData', profile);
removeTildeFolder(named);
// What Electron's fuses leave open: a debugger over Chromium's own protocol could read what the window shows.
if (app.isPackaged)
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) app.commandLine.removeSwitch(name);
registerScheme();
const allowDriver = spareGraphicsDriver(process.env);
keepHeapSmall();
app.commandLine.appendSwitch(...heapOfPages);
// A process for the graphics card costs more than the window gains by it: docs/performance.md.
// macOS draws all else by it.
if (process.platform !== 'darwin') app.disableHardwareAcceleration();
keepNetworkHere();
// The installer's, or Windows shows no notification and keeps two buttons in its taskbar.
app.setAppUserModelId('com.jobwatch.Jobwatch');
// Packages register the scheme as well; a program that is started from its sources must not take it from them.
if (app.isPackaged) app.setAsDefaultProtocolClient('jobwatch');
if (app.requestSingleInstanceLock()) {
  const log = createLog(join(app.getPath('userData'), 'logs'));
  logStrayErrors(log);
  const { asked, begin } = prepare(log);
  // While Chromium starts, hardly anything else has its turn: an answer that comes before it
  // lets the icon come with it.
  await Promise.race([asked, wait(askMs)]);
  // A top-level await of whenReady would never return: Electron becomes ready after the main module has run.
  app.whenReady().then(
    () => {
      allowDriver();
      begin();
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      app.exit(1);
    },
  );
} else app.quit();
