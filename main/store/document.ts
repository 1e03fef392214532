import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { Document } from './settings.ts';

/** A document that can be emptied. */
export interface ErasableDocument extends Document {
  /** Empties it, and removes those that were set aside. */
  clear(): void;
}

const setAsideName = (date: string): string => `settings.damaged-${date}.json`;
const isSetAside = (name: string): boolean => /^settings\.damaged-.+\.json$/.test(name);

/** The file as it was opened, and as it was written since: electron-store reads and parses it anew for each value. */
function keptInMemory(store: Store, folder: string): ErasableDocument {
  let values: Record<string, unknown> = store.store;
  const changing = (change: () => void): void => {
    change();
    values = store.store;
  };
  return {
    get: (key) => values[key],
    set: (key, value) => {
      changing(() => {
        store.set(key, value);
      });
    },
    delete: (key) => {
      changing(() => {
        store.delete(key);
      });
    },
    clear: () => {
      changing(() => {
        store.clear();
      });
      for (const name of readdirSync(folder).filter(isSetAside)) rmSync(join(folder, name));
    },
  };
}

/**
 * Opens the settings file in a folder. One that cannot be read is set aside with the date (`now`, UTC ms) in its name,
 * and the defaults count. `setAside` is its new path, null where all was well. Throws where the disk takes nothing.
 */
export function openDocument(
  folder: string,
  now: number,
): { document: ErasableDocument; setAside: string | null } {
  const open = (): ErasableDocument => keptInMemory(new Store({ name: 'settings', cwd: folder }), folder);
  try {
    return { document: open(), setAside: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const date = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
    const setAside = join(folder, setAsideName(date));
    renameSync(join(folder, 'settings.json'), setAside);
    return { document: open(), setAside };
  }
}
