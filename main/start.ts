import { join } from 'node:path';
import { app, Menu, nativeTheme } from 'electron';
import { shortTime } from '../shared/format.ts';
import { messageOf } from '../shared/message-of.ts';
import { systemClock } from './avepoint/clock.ts';
import { createAlertDeeds } from './desktop/alert-deeds.ts';
import { createBadge } from './desktop/badge.ts';
import { createKeychainProbe } from './desktop/keychain-probe.ts';
import { createLoginItem } from './desktop/login-item.ts';
import type { ProgramLog } from './desktop/log.ts';
import { createServiceNetwork } from './desktop/network.ts';
import { notificationFacts } from './desktop/notification-facts.ts';
import { createNotifier } from './desktop/notifier.ts';
import { tellOfPageLoss } from './desktop/page-loss.ts';
import { followBattery, followPower } from './desktop/power.ts';
import { quitAtShutdown } from './desktop/quit.ts';
import { askWhereToSave } from './desktop/save-dialog.ts';
import type { Bus } from './desktop/session-bus.ts';
import { busOpener } from './desktop/session-bus.ts';
import { openToastDesk } from './desktop/toast-desk.ts';
import { createTrayActions } from './desktop/tray-actions.ts';
import { tellOfTray } from './desktop/tray-hint.ts';
import type { TrayAction } from './desktop/tray-menu.ts';
import type { TrayPresence } from './desktop/tray-presence.ts';
import { trayView } from './desktop/tray-view.ts';
import type { TrayIcon } from './desktop/tray.ts';
import { feedFile, updateMeans } from './desktop/update-means.ts';
import { createFormerNames } from './former-names.ts';
import { createCareHandlers } from './ipc/care-handlers.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerChannels } from './ipc/register.ts';
import { createUpdateHandlers } from './ipc/update-handlers.ts';
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
import { routeOfLink } from './window/link.ts';
import { keptPlaces } from './window/place.ts';
import { serveScheme } from './window/scheme.ts';
import { refuseByDefault } from './window/security.ts';
import { createMainWindow } from './window/window.ts';

/** Of failing jobs and of customers in trouble, what the tray may need. */
const mostInTray = { failing: 100, customers: 8 };
/** Milliseconds after which a change shows: usually, and what polls bring all the time, by whether anybody looks. */
const refreshMs = { usual: 250, seen: { runs: 250, check: 1000 }, unseen: { runs: 1000, check: 10_000 } };

/** What is there before everything else. */
export interface Ground {
  tray: TrayIcon;
  presence: TrayPresence;
  sessionBus: () => Promise<Bus | null>;
  log: ProgramLog;
  /** The AppImage that the program runs from, if any. */
  appImage: string | undefined;
}

/** The program as it runs; the desktop's wishes reach it here. */
export interface Running {
  /** Opens the window, at what a link from outside leads to if there is one. */
  openLink: (link?: string) => void;
  act: (action: TrayAction) => void;
  /** The desktop has no place for a tray icon any more, or has one again. */
  trayMissing: (missing: boolean) => void;
  end: () => Promise<void>;
}

/** Joins all parts of the program, and begins: where there is a connection, customers are polled from here on. */
export function start({ tray, presence, sessionBus, log, appImage }: Ground): Running {
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
  const formerNames = createFormerNames(log);
  const settings = createSettings(document, (text) => log.warn('settings', text));
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
    formerNames,
    startSample: startSampleService,
    examine: createExamine(join(root, 'out/main/examine-worker.js')),
    moverFor: createMover(join(root, 'out/main/checkpoint-worker.js')),
    isTrayMissing: () => presence.missing,
    hideSecret: log.hide,
    adopt: ({ theme, logLevel }) => {
      nativeTheme.themeSource = theme;
      log.setLevel(logLevel);
    },
    onChange: (change) => {
      const polled = isUnseen() ? refreshMs.unseen : refreshMs.seen;
      refresh.request(change === undefined ? refreshMs.usual : polled[change]);
    },
  });
  // Where the sources run there is a feed only if somebody lays down its file beside package.json.
  const resources = app.isPackaged ? process.resourcesPath : root;
  // An AppImage runs from a folder that is gone after it.
  const loginItem = createLoginItem(appImage ?? process.execPath, log);
  const updates = createUpdates({
    means: updateMeans({ platform: process.platform, resources, executable: app.getPath('exe'), appImage }),
    open: async () => {
      const { openUpdater } = await import('./desktop/updater.ts');
      return await openUpdater(join(resources, feedFile), network, log, loginItem.follow);
    },
    isWanted: () => program.preferences().updates,
    clock: systemClock,
    log,
    changed: update,
  });
  const badge = createBadge(join(icons, 'badge'));
  const common = { program, log, settings, askWhere: askWhereToSave, changed: update };
  registerChannels(
    {
      ...createHandlers({ ...common, show: notifier.show, loginItem }),
      ...createCareHandlers({
        ...common,
        formerNames,
        dataFolder,
        keychain,
        notifications: () => notificationFacts(sessionBus),
        clearNotifications: notifier.clear,
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
  quitAtShutdown();
  followBattery(program, busOpener('system', log), log);
  update();
  program.begin(process.argv.includes('--sample')).catch(failed);
  return {
    openLink: (link) => {
      const route = link === undefined ? undefined : routeOfLink(link);
      if (route === null) log.warn('link', 'refused one that leads nowhere');
      window.open(route ?? undefined);
    },
    act: createTrayActions({ program, deeds, open: window.open, now: Date.now, failed }),
    trayMissing: (missing) => {
      if (missing && isUnseen()) window.open();
      update();
    },
    end: () => {
      refresh.stop();
      updates.stop();
      return program.end();
    },
  };
}
