import { app, session } from 'electron';
import type { Log } from '../monitor/log.ts';

/** Refuses to every page what none of ours needs: permissions, navigation, new windows, webviews, downloads. */
export function refuseByDefault(log: Log): void {
  // Or it would fetch dictionaries from the makers of Chromium, though no window checks spelling.
  session.defaultSession.setSpellCheckerLanguages([]);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('security', `refused the permission ${permission}`);
    answer(false);
  });
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.on('will-download', (event) => {
    event.preventDefault();
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    const stay = (event: { preventDefault: () => void }): void => {
      log.warn('security', 'refused to leave the page');
      event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
  });
}
