import { readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { app, clipboard, shell } from 'electron';
import type { Diagnostics } from '../../shared/diagnostics.ts';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import type { ProgramLog } from '../desktop/log.ts';
import { askWhichFile } from '../desktop/open-dialog.ts';
import type { AskWhere } from '../export/export.ts';
import type { FormerNames } from '../former-names.ts';
import type { Program } from '../program.ts';
import { reportOf } from '../report.ts';
import { exportSettings, importSettings } from '../settings-file.ts';
import type { KeychainProbe } from '../store/keychain-state.ts';
import type { Settings } from '../store/settings.ts';
import type { CareChannel, Handlers } from './who-answers.ts';

export interface CareParts {
  program: Program;
  settings: Settings;
  log: ProgramLog;
  formerNames: FormerNames;
  dataFolder: string;
  keychain: KeychainProbe;
  /** What shows notifications here, in words. */
  notifications: () => Promise<string>;
  /** Takes down every notification and forgets it. */
  clearNotifications: () => Promise<void>;
  askWhere: AskWhere;
  /** Empties the settings. */
  clear: () => void;
  changed: () => void;
}

const shownPolls = 200;

const keychainNames: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'Secret Service',
  darwin: 'Keychain',
  win32: 'Credential Manager',
};

/** What looks after the program itself: diagnostics, folders, settings as a file, erasing. */
export function createCareHandlers(parts: CareParts): Pick<Handlers, CareChannel> {
  const { program, settings, log, dataFolder } = parts;

  const diagnostics = async (): Promise<Diagnostics> => ({
    versions: versions(),
    keychain: `${keychainNames[process.platform] ?? process.platform}, ${await parts.keychain()}`,
    notifications: program.state().notificationsRefused
      ? `${await parts.notifications()}; it refused the last one`
      : await parts.notifications(),
    dataFolder,
    logFolder: log.folder,
    databaseSize: sizeOf(dataFolder),
    polls: program.polls?.latest(shownPolls) ?? [],
    lines: [...log.recent()],
  });

  return {
    getDiagnostics: diagnostics,
    copyReport: async ({ leaveOutCustomers }) => {
      const leaveOut = leaveOutCustomers ? parts.formerNames.with(program.polls?.names) : null;
      await clipboard.writeText(reportOf({ diagnostics: await diagnostics(), redact: log.redact, leaveOut }));
    },
    openFolder: async ({ folder }) => {
      const refused = await shell.openPath(folder === 'data' ? dataFolder : log.folder);
      if (refused !== '') throw new ServiceFailure(problem('unexpected', { detail: refused }));
    },
    exportSettings: async () => {
      const path = await parts.askWhere('jobwatch-settings.json', 'json');
      if (path !== null) await exportSettings(path, settings);
      return path;
    },
    importSettings: async () => {
      const path = await askWhichFile();
      if (path === null) return false;
      const file = await importSettings(path);
      // The network first: it alone may be refused, and then nothing is changed.
      await program.setNetwork(file.network, null);
      program.setPolicy(file.policy);
      program.setPreferences(file.preferences);
      settings.saveList(file.list);
      log.info('settings', 'imported');
      parts.changed();
      return true;
    },
    eraseEverything: async () => {
      await program.forget();
      program.resume();
      // They name customers, and would write what they remember into the settings again.
      await parts.clearNotifications();
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
      parts.clear();
      log.erase();
      await program.begin(false);
      parts.changed();
    },
  };
}

function versions(): Diagnostics['versions'] {
  const { electron, chrome, node } = process.versions;
  return [
    { name: 'Jobwatch', version: app.getVersion() },
    { name: 'Electron', version: electron },
    { name: 'Chromium', version: chrome },
    { name: 'Node.js', version: node },
    { name: 'System', version: `${os.type()} ${os.release()}, ${process.arch}` },
  ];
}

/** The bytes of all files of a folder; 0 where there is none yet. */
function sizeOf(folder: string): number {
  try {
    return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  } catch {
    return 0;
  }
}
