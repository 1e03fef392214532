import { readFile } from 'node:fs/promises';
import type { AppUpdater } from 'electron-updater';
import { parse } from 'yaml';
import { z } from 'zod';
import { addressSchema } from '../../shared/connection.ts';
import { messageOf } from '../../shared/message-of.ts';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import type { Log } from '../monitor/log.ts';
import type { Updater } from '../updates.ts';
import type { ServiceNetwork } from './network.ts';
import type { SignIn } from './session-fetch.ts';

/** Electron takes no answer for an end of the request; the types of electron-updater leave that out. */
type Answer = (userName?: string, password?: string) => void;

/** What a package says of its feed; more stands there for electron-updater. */
const feedSchema = z.object({ provider: z.literal('generic'), url: addressSchema });

/** What electron-updater says where a file is not what the feed promised, is not signed, or is promised nothing. */
const refusals = new Set([
  'ERR_CHECKSUM_MISMATCH',
  'ERR_UPDATER_INVALID_SIGNATURE',
  'ERR_UPDATER_NO_CHECKSUM',
]);

/**
 * electron-updater for this system, with the feed that `file` names, over the way that the settings of the network
 * lead. It fetches nothing unasked, never goes back to an older version, and tells the feed nothing of this computer.
 * This file is loaded at the first check; whoever has no feed never loads it. `moved` is told where the new version lies,
 * if that is another file than the one that runs.
 */
export async function openUpdater(
  file: string,
  network: Pick<ServiceNetwork, 'lead' | 'uninterrupted'>,
  log: Log,
  moved: (file: string) => void,
): Promise<Updater> {
  await asked(async () => feedSchema.parse(parse(await readFile(file, 'utf8'))));
  const updater = await createUpdater();
  updater.updateConfigPath = file;
  // Whether there is something to do was decided before; this only says not to decide again.
  updater.forceDevUpdateConfig = true;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  // Else a number that is kept for this computer would go along with each request.
  updater.requestHeaders = { 'x-user-staging-id': 'none' };
  updater.logger = {
    info: () => undefined,
    warn: (text: unknown) => log.info('update', lineOf(text)),
    error: (text: unknown) => log.warn('update', lineOf(text)),
  };
  let signIn: SignIn | null = null;
  updater.on('login', ({ isProxy }, callback) => {
    const answer = callback as Answer;
    // Once for each errand: who asks again did not like the answer. What it liked, the session remembers.
    const given = isProxy ? signIn : null;
    signIn = null;
    if (given === null) answer();
    else answer(given.userName, given.password);
  });
  // An AppImage has the version in its name.
  updater.on('appimage-filename-updated', moved);
  let tell: (percent: number) => void = () => undefined;
  updater.on('download-progress', ({ percent }) => tell(percent));
  return {
    check: async () => {
      signIn = await network.lead(updater.netSession);
      const found = await asked(() => network.uninterrupted(() => updater.checkForUpdates()));
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null;
    },
    download: async (listener) => {
      tell = listener;
      signIn = await network.lead(updater.netSession);
      await asked(() => network.uninterrupted(() => updater.downloadUpdate()));
    },
  };
}

async function createUpdater(): Promise<AppUpdater> {
  const { AppImageUpdater, MacUpdater, NsisUpdater } = await import('electron-updater');
  if (process.platform === 'win32') return new NsisUpdater();
  return process.platform === 'darwin' ? new MacUpdater() : new AppImageUpdater();
}

/** Waits for electron-updater, and makes what it throws, at once or later, one of our problems. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const refused = refusals.has(code) ? 'updateRefused' : 'updateUnreachable';
    throw new ServiceFailure(problem(refused, { detail: lineOf(messageOf(error)) }));
  }
}

/** The first line of a text that may hold a whole page. */
const lineOf = (text: unknown): string => (String(text).split('\n', 1)[0] ?? '').slice(0, 300);
