import type { BrowserWindow } from 'electron';
import type { Log } from '../monitor/log.ts';

/** What became of a page that stopped working: it was loaded anew, or the window was let go. */
export type PageLoss = 'reloaded' | 'closed';

/**
 * So often within so long (ms) a page is loaded anew: one that fails at once each time would keep the computer busy.
 */
const most = 3;
const withinMs = 300_000;

export interface ReviveOptions {
  /** Milliseconds that never go back. */
  elapsed: () => number;
  /** The person is to hear of it. */
  tell: (loss: PageLoss) => void;
  log: Log;
}

/**
 * Brings back the page of a window whose process has crashed, was killed, or hangs; where that happens too often, lets
 * the window go by `end`. The polling is not touched by either. Returns what follows one window; they share one count.
 */
export function createRevival(
  { elapsed, tell, log }: ReviveOptions,
  end: (window: BrowserWindow) => void,
): (window: BrowserWindow) => void {
  let losses: number[] = [];

  const mayReload = (): boolean => {
    const now = elapsed();
    losses = losses.filter((at) => now - at < withinMs);
    if (losses.length >= most) return false;
    losses.push(now);
    return true;
  };

  return (window) => {
    const { webContents } = window;
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit' || window.isDestroyed()) return;
      log.error('window', `its page is gone: ${reason} (${exitCode})`);
      if (mayReload()) {
        // Nobody misses what they did not see.
        if (window.isVisible()) tell('reloaded');
        // Chromium is still taking its process apart, and the program would go down with a page that is loaded now.
        setImmediate(() => {
          if (!window.isDestroyed()) webContents.reload();
        });
        return;
      }
      log.error('window', 'let go, as its page does not stay');
      setImmediate(() => {
        end(window);
      });
      tell('closed');
    });
    // A page that hangs cannot be reloaded; its process has to go first.
    window.on('unresponsive', () => {
      log.error('window', 'its page hangs');
      webContents.forcefullyCrashRenderer();
    });
  };
}
