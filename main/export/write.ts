import { open, rename, rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { ExportFormat } from '../../shared/export.ts';
import { messageOf } from '../../shared/message-of.ts';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import type { ExportRow } from '../store/export-source.ts';
import { createExportText } from './text.ts';

/**
 * Writes an export to a file, page by page: it is there as a whole or not at all, and one that was there before stays
 * until then. Answers how many rows were written. Throws ServiceFailure (`fileNotWritten`).
 */
export async function writeExport(
  path: string,
  format: ExportFormat,
  pages: Iterable<readonly ExportRow[]>,
): Promise<number> {
  const unfinished = `${path}.${process.pid}.part`;
  try {
    const rows = await writePages(unfinished, format, pages);
    await rename(unfinished, path);
    return rows;
  } catch (error) {
    await rm(unfinished, { force: true });
    const detail = messageOf(error);
    throw new ServiceFailure(problem('fileNotWritten', { detail }));
  }
}

async function writePages(
  path: string,
  format: ExportFormat,
  pages: Iterable<readonly ExportRow[]>,
): Promise<number> {
  const file = await open(path, 'w', 0o600);
  try {
    const text = createExportText(format);
    let rows = 0;
    for (const page of pages) {
      // Not write(): it may take a part without an error, as a disk does that is full.
      await file.writeFile(text.page(page));
      rows += page.length;
      // Whoever waits for an answer of the main process gets it between two pages.
      await setImmediate();
    }
    await file.writeFile(text.end());
    await file.sync();
    return rows;
  } finally {
    await file.close();
  }
}
