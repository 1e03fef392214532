import { app } from 'electron';
import type { Log } from '../monitor/log.ts';

/** The system kills what is slower; what the store has taken is safe by then. */
const longestMs = 2000;

/**
 * Lets the program end in order before it quits: by the menu, by a signal, or with the session. It leaves by `exit`,
 * since a second `quit` after one that was held up does not come to its end on Linux (seen with Electron 42).
 */
export function endBeforeQuit(end: () => Promise<void>, log: Log): void {
  let ending = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    const late = setTimeout(() => {
      log.warn('program', 'some work was cut short at the end');
      app.exit(0);
    }, longestMs);
    end()
      .catch((error: unknown) => {
        log.error('program', error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        clearTimeout(late);
        log.info('program', 'ended');
        app.exit(0);
      });
  });
}
