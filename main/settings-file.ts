import { readFile, stat, writeFile } from 'node:fs/promises';
import { messageOf } from '../shared/message-of.ts';
import { problem } from '../shared/problem.ts';
import { readSettingsFile, settingsFileSchema, settingsFileVersion } from '../shared/settings-file.ts';
import type { SettingsFile } from '../shared/settings-file.ts';
import { ServiceFailure } from './avepoint/failure.ts';
import type { Settings } from './store/settings.ts';

/** Settings are some kilobytes; what is bigger is something else. */
const largest = 2 * 1024 * 1024;

/** Writes settings to a file, without the connection. Throws ServiceFailure (`fileNotWritten`). */
export async function exportSettings(path: string, settings: Settings): Promise<void> {
  const { preferences, policy, network, list } = settings;
  const file: SettingsFile = {
    program: 'Jobwatch',
    version: settingsFileVersion,
    preferences,
    policy,
    network,
    list,
  };
  try {
    await writeFile(path, `${JSON.stringify(settingsFileSchema.parse(file), null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    const detail = messageOf(error);
    throw new ServiceFailure(problem('fileNotWritten', { detail }));
  }
}

/** Reads settings from a file. Throws ServiceFailure (`invalidInput`), with a sentence that says why. */
export async function importSettings(path: string): Promise<SettingsFile> {
  const refuse = (detail: string): ServiceFailure => new ServiceFailure(problem('invalidInput', { detail }));
  let text: string;
  try {
    if ((await stat(path)).size > largest) throw refuse('This file is too big to hold settings.');
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw error instanceof ServiceFailure ? error : refuse('This file cannot be read.');
  }
  const read = readSettingsFile(text);
  if (!read.ok) throw refuse(read.why);
  return read.file;
}
