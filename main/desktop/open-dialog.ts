import { BrowserWindow, dialog } from 'electron';
import type { OpenDialogOptions } from 'electron';

/** Asks for a JSON file with the system's own dialog, over the window that asks; null where the person chose none. */
export async function askWhichFile(): Promise<string | null> {
  const options: OpenDialogOptions = {
    properties: ['openFile'],
    filters: [{ name: 'JSON', extensions: ['json'] }],
  };
  const [window] = BrowserWindow.getAllWindows();
  const { canceled, filePaths } =
    window === undefined
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  return canceled ? null : (filePaths[0] ?? null);
}
