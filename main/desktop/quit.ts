import { app, powerMonitor } from 'electron';
import { messageOf } from '../../shared/message-of.ts';
import type { Log } from '../monitor/log.ts';

/** The system kills what is slower; what the store has taken is safe by then. */
const longestMs = 2000;

/**
 * Lets the program end in order before it quits: by the menu, by a signal, or with the session or the computer. It
 * leaves by `exit`, which asks nobody again.
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
        log.error('program', messageOf(error));
      })
      .finally(() => {
        clearTimeout(late);
        log.info('program', 'ended');
        app.exit(0);
      });
  });
}

/**
 * Quits when the computer shuts down. To be called once somebody else listens to powerMonitor: where this is the first
 * one, Electron does not ask the system to wait (seen with 42.0.0 on Linux).
 */
export function quitAtShutdown(): void {
  powerMonitor.on('shutdown', (event?: Electron.Event) => {
    // The system waits for us that way, for as long as it waits for anybody.
    event?.preventDefault();
    app.quit();
  });
}

/**
 * Keeps an error that nobody caught from stopping everything: Electron would show a box about it and wait, with the
 * polling, for somebody to click it away.
 */
export function logStrayErrors(log: Log): void {
  const tell = (error: unknown): void => {
    log.error('program', error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  process.on('uncaughtException', tell);
  process.on('unhandledRejection', tell);
}
