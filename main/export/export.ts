import type { Exported, ExportRequest } from '../../shared/export.ts';
import type { ExportRow, ExportSource } from '../store/export-source.ts';
import { writeExport } from './write.ts';

/** Asks the person where to save; null where the person would rather not. */
export type AskWhere = (name: string, format: ExportRequest['format']) => Promise<string | null>;

/** Writes what a list shows to a file that the person chooses. Throws ServiceFailure (`fileNotWritten`). */
export async function exportRows(
  request: ExportRequest,
  source: ExportSource,
  askWhere: AskWhere,
  now: number,
): Promise<Exported | null> {
  const path = await askWhere(`${nameOf(request, now)}.${request.format}`, request.format);
  if (path === null) return null;
  return { path, rows: await writeExport(path, request.format, pagesOf(request, source)) };
}

/** "jobwatch-jobs-2026-03-14", by the calendar of this computer. */
function nameOf({ what }: ExportRequest, now: number): string {
  const day = new Date(now);
  const two = (figure: number): string => String(figure).padStart(2, '0');
  return ['jobwatch', what, day.getFullYear(), two(day.getMonth() + 1), two(day.getDate())].join('-');
}

function pagesOf(request: ExportRequest, source: ExportSource): Iterable<ExportRow[]> {
  switch (request.what) {
    case 'jobs':
      return source.jobs(request.filter);
    case 'runs':
      return source.runs(request.filter);
    case 'alerts':
      return source.alerts(request.status, request.customerId);
  }
}
