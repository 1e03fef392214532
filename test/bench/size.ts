import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findRuntime } from '../../build/runtime.mjs';
import { alone } from './report.ts';
import type { Row } from './report.ts';

/**
 * What of the program lies in the resources of a package; the libraries that cannot be loaded
 * from an archive beside it.
 */
const ours = ['app.asar', 'app.asar.unpacked'];

const bytesOf = (path: string): number => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
};

const bytesIn = (distribution: string): number =>
  ours.reduce((sum, name) => sum + bytesOf(join(distribution, 'resources', name)), 0);

/** Packs what was built, and answers what the package holds more than the runtime that it is made of. */
export async function measureSize(): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-size-'));
  // An archive is a file here, and not the folder for which Electron gives it out.
  process.noAsar = true;
  try {
    const { packUnpacked } = await import('../../build/package.mjs');
    const packed = bytesIn(await packUnpacked(folder));
    if (packed === 0) throw new Error('The package holds no program.');
    const bytes = packed - bytesIn(dirname((await findRuntime()).executable));
    return alone('Size of the package over the bare runtime', 'MB', bytes / 1e6, '≤ 6 MB');
  } finally {
    process.noAsar = false;
    rmSync(folder, { recursive: true, force: true });
  }
}
