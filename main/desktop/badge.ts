import { join } from 'node:path';
import { app, nativeImage } from 'electron';
import type { BrowserWindow } from 'electron';

const mostCounted = 9;

/**
 * Tells the number of failed jobs where the system has a place for it: on the dock (macOS), at the launcher (Linux,
 * where it speaks Unity's protocol), on the window's button in the taskbar (Windows). `folder` holds the badges.
 */
export function createBadge(folder: string): (failures: number, window: BrowserWindow | null) => void {
  let told: { failures: number; window: BrowserWindow | null } = { failures: 0, window: null };
  return (failures, window) => {
    if (told.failures === failures && told.window === window) return;
    const sameCount = told.failures === failures;
    told = { failures, window };
    if (process.platform === 'win32') {
      const name = failures > mostCounted ? `${mostCounted}+` : String(failures);
      const image = failures === 0 ? null : nativeImage.createFromPath(join(folder, `${name}.png`));
      window?.setOverlayIcon(image, failures === 0 ? '' : `${failures} failed`);
    } else if (!sameCount) app.setBadgeCount(failures);
  };
}
