import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { app, Menu, nativeTheme } from 'electron';
import { shortTime } from '../shared/format.ts';
import { messageOf } from '../shared/message-of.ts';
import { systemClock } from './avepoint/clock.ts';
import { createAlertDeeds } from './desktop/alert-deeds.ts';
import { createBadge } from './desktop/badge.ts';
import { followLinks } from './desktop/links.ts';
import { createKeychainProbe } from './desktop/keychain-probe.ts';
import { createLoginItem } from './desktop/login-item.ts';
import { createLog } from './desktop/log.ts';
import type { ProgramLog } from './desktop/log.ts';
import { createServiceNetwork } from './desktop/network.ts';
import { notificationFacts } from './desktop/notification-facts.ts';
import { createNotifier } from './desktop/notifier.ts';
import { tellOfPageLoss } from './desktop/page-loss.ts';
import { followBattery, followPower } from './desktop/power.ts';
import { endBeforeQuit, logStrayErrors } from './desktop/quit.ts';
import { askWhereToSave } from './desktop/save-dialog.ts';
import { busOpener } from './desktop/session-bus.ts';
import type { Bus } from './desktop/session-bus.ts';
import { openToastDesk } from './desktop/toast-desk.ts';
import { createTrayActions } from './desktop/tray-actions.ts';
import { tellOfTray } from './desktop/tray-hint.ts';
import { createTrayIcons } from './desktop/tray-icon.ts';
import { keepTrayPresent } from './desktop/tray-presence.ts';
import { trayView } from './desktop/tray-view.ts';
import { createTrayIcon } from './desktop/tray.ts';
import { feedFile, updateMeans } from './desktop/update-means.ts';
import { createCareHandlers } from './ipc/care-handlers.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerChannels } from './ipc/register.ts';
import { createUpdateHandlers } from './ipc/update-handlers.ts';
import { portableProfile } from './portable.ts';
import { loggedFetch } from './logged-fetch.ts';
import { createProgram } from './program.ts';
import { startSampleService } from './sample.ts';
import { createCredentialStore } from './store/credentials.ts';
import { createMover } from './store/checkpoints.ts';
import { createExamine } from './store/examination.ts';
import { openDocument } from './store/document.ts';
import { createSecrets, keptAccounts } from './store/secrets.ts';
import { createSettings } from './store/settings.ts';
import { throttled } from './throttle.ts';
import { createUpdates } from './updates.ts';
import { keptPlaces } from './window/place.ts';
import { registerScheme, serveScheme } from './window/scheme.ts';
import { refuseByDefault } from './window/security.ts';
import { createMainWindow } from './window/window.ts';

/** Of failing jobs and of customers in trouble, what the tray may need. */
const mostInTray = { failing: 100, customers: 8 };
/** Milliseconds after which a change shows: usually, and where nobody looks and only the time of a check is new. */
const refreshMs = { usual: 250, routine: 2000 };

/**
 * A debugger that attaches while the first page is on its way never learns that it has arrived, and waits for ever
 * (seen with Playwright 1.65 and Chromium 148). Where one is expected, the first window comes after it.
 */
const debuggerMs = 1000;

/** `sessionBus` is asked for already: connecting to it takes as long as Electron takes to become ready. */
function start(log: ProgramLog, sessionBus: () => Promise<Bus | null>): void {
  const root = app.getAppPath();
  const icons = join(root, 'build/icons');
  refuseByDefault(log);
  serveScheme(join(root, 'out/renderer'));
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  const failed = (error: unknown): void => {
    log.error('program', messageOf(error));
  };

  const { document, setAside } = openDocument(app.getPath('userData'), Date.now());
  if (setAside !== null) log.error('settings', `were damaged and set aside as ${setAside}`);
  const window = createMainWindow({
    preload: join(root, 'out/preload/index.cjs'),
    icon: join(icons, 'app-256.png'),
    places: keptPlaces(document),
    releaseMinutes: () => program.preferences().releaseMinutes,
    staysInTaskbar: () => presence.missing,
    onHidden: () => {
      tellOfTray(notifier.show, document).catch(failed);
    },
    onSessionEnd: () => {
      app.quit();
    },
    elapsed: systemClock.elapsed,
    tell: (loss) => {
      tellOfPageLoss(notifier.show, loss).catch(failed);
    },
    log,
  });
  const deeds = createAlertDeeds(
    () => program.alerts,
    (deed) => {
      update();
      window.send('acted', deed);
    },
    log,
  );
  const notifier = createNotifier({
    desk: (listener) => openToastDesk(listener, { sessionBus, document, icons, log }),
    deeds,
    open: (route) => {
      // A job that is no longer known may have left an alert.
      const isGone = route.startsWith('/jobs/') && program.job(route.slice('/jobs/'.length)) === null;
      window.open(isGone ? '/alerts' : route);
    },
    isUrgent: () => program.policy().urgent,
    document,
    now: Date.now,
    log,
  });
  const isUnseen = (): boolean => window.current?.isVisible() !== true;
  const refresh = throttled(() => {
    const seen = trayView({
      state: program.state(),
      failing: program.failingJobs(mostInTray.failing),
      trouble: program.troubledCustomers(mostInTray.customers),
      newer: updates.state.version,
      time: shortTime,
    });
    tray.show(seen);
    badge(seen.failures, window.current);
    window.send('changed', undefined);
    notifier.review();
  });
  const update = (): void => {
    refresh.request(refreshMs.usual);
  };
  const settings = createSettings(document);
  const keychain = createKeychainProbe(process.platform, sessionBus);
  const network = createServiceNetwork(log);
  const dataFolder = join(app.getPath('userData'), 'data');
  const program = createProgram({
    version: app.getVersion(),
    dataFolder,
    settings,
    credentials: createCredentialStore(
      createSecrets({ probe: keychain, elapsed: systemClock.elapsed, accounts: keptAccounts(document) }),
    ),
    keychain,
    network: { ...network, fetch: loggedFetch(network.fetch, (text) => log.detail('request', text)) },
    clock: systemClock,
    log,
    show: notifier.show,
    startSample: startSampleService,
    examine: createExamine(join(root, 'out/main/examine-worker.js')),
    moverFor: createMover(join(root, 'out/main/checkpoint-worker.js')),
    isTrayMissing: () => presence.missing,
    hideSecret: log.hide,
    adopt: ({ theme, logLevel }) => {
      nativeTheme.themeSource = theme;
      log.setLevel(logLevel);
    },
    onChange: (isRoutine = false) => {
      refresh.request(isRoutine && isUnseen() ? refreshMs.routine : refreshMs.usual);
    },
  });
  // Where the sources run there is a feed only if somebody lays down its file beside package.json.
  const resources = app.isPackaged ? process.resourcesPath : root;
  const { APPIMAGE: appImage } = process.env;
  const updates = createUpdates({
    means: updateMeans({ platform: process.platform, resources, executable: app.getPath('exe'), appImage }),
    open: async () => {
      const { openUpdater } = await import('./desktop/updater.ts');
      return await openUpdater(join(resources, feedFile), network, log);
    },
    isWanted: () => program.preferences().updates,
    clock: systemClock,
    log,
    changed: update,
  });
  const act = createTrayActions({ program, deeds, open: window.open, now: Date.now, failed });
  const iconOf = createTrayIcons(join(icons, 'tray'), process.platform);
  const tray = createTrayIcon({ iconOf, act, log });
  const badge = createBadge(join(icons, 'badge'));
  const presence = keepTrayPresent(
    sessionBus,
    tray,
    (missing) => {
      if (missing && isUnseen()) window.open();
      update();
    },
    log,
  );
  const common = { program, log, settings, askWhere: askWhereToSave, changed: update };
  registerChannels(
    {
      ...createHandlers({ ...common, show: notifier.show, loginItem: createLoginItem() }),
      ...createCareHandlers({
        ...common,
        dataFolder,
        keychain,
        notifications: () => notificationFacts(sessionBus),
        clear: () => {
          document.clear();
        },
      }),
      ...createUpdateHandlers(updates),
    },
    window.isOwn,
    log,
  );
  followPower(program, log);
  followBattery(program, busOpener('system', log), log);
  update();
  const openFirst = followLinks(window.open, log);
  app.on('window-all-closed', () => undefined);
  let isEnding = false;
  endBeforeQuit(() => {
    isEnding = true;
    refresh.stop();
    updates.stop();
    tray.remove();
    return program.end();
  }, log);

  // The icon first: the program may then take its time.
  presence.settled
    .then(() => (isEnding ? undefined : program.begin(process.argv.includes('--sample'))))
    .catch(failed);
  if (process.argv.includes('--hidden')) return;
  if (app.commandLine.hasSwitch('remote-debugging-port')) setTimeout(openFirst, debuggerMs);
  else openFirst();
}

const named = app.commandLine.getSwitchValue('user-data-dir');
const profile =
  named === ''
    ? portableProfile({ executable: app.getPath('exe'), appImage: process.env['APPIMAGE'] }, process.platform)
    : named;
if (profile !== null) app.setPath('userData', profile);
// What Electron's fuses leave open: a debugger over Chromium's own protocol could read what the window shows.
if (app.isPackaged)
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) app.commandLine.removeSwitch(name);
registerScheme();
// New objects keep to the room that they start with: a busy minute made V8 take 50 MB for them, and keep it.
setFlagsFromString('--semi-space-growth-factor=1');
// A process for the graphics card costs more than the window gains by it: docs/performance.md. macOS draws all else by it.
if (process.platform !== 'darwin') app.disableHardwareAcceleration();
// The installer's, or Windows shows no notification and keeps two buttons in its taskbar.
app.setAppUserModelId('com.jobwatch.Jobwatch');
// Packages register the scheme as well; a program that is started from its sources must not take it from them.
if (app.isPackaged) app.setAsDefaultProtocolClient('jobwatch');
if (app.requestSingleInstanceLock()) {
  const log = createLog(join(app.getPath('userData'), 'logs'));
  logStrayErrors(log);
  const sessionBus = busOpener('session', log);
  if (process.platform === 'linux') sessionBus().catch(() => undefined);
  // A top-level await of whenReady would never return: Electron becomes ready after the main module has run.
  app.whenReady().then(
    () => {
      start(log, sessionBus);
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      app.exit(1);
    },
  );
} else app.quit();
