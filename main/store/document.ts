import { renameSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { Document } from './settings.ts';

/**
 * Opens the settings file in a folder. One that cannot be read is set aside with the date (`now`, UTC ms) in its name,
 * and the defaults count. `setAside` is its new path, null where all was well. Throws where the disk takes nothing.
 */
export function openDocument(folder: string, now: number): { document: Document; setAside: string | null } {
  const open = (): Document => new Store({ name: 'settings', cwd: folder });
  try {
    return { document: open(), setAside: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const date = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
    const setAside = join(folder, `settings.damaged-${date}.json`);
    renameSync(join(folder, 'settings.json'), setAside);
    return { document: open(), setAside };
  }
}
