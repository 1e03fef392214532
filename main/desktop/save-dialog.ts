import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { AskWhere } from '../export/export.ts';

const formats = { csv: 'CSV', json: 'JSON' } as const;

/** Asks with the system's own dialog, over the window that asks; it suggests the downloads folder. */
export const askWhereToSave: AskWhere = async (name, format) => {
  const options = {
    defaultPath: join(app.getPath('downloads'), name),
    filters: [{ name: formats[format], extensions: [format] }],
  };
  const [window] = BrowserWindow.getAllWindows();
  const { canceled, filePath } =
    window === undefined
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options);
  return canceled || filePath === '' ? null : filePath;
};
