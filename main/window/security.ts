import { app, session } from 'electron';
import type { Log } from '../monitor/log.ts';

/** Port 1 of this computer, at which nobody but root could listen. */
const nowhere = 'socks5://127.0.0.1:1';

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
  // No page loads anything from a network, and the content security policy says nothing of WebRTC: what that sends goes
  // to a proxy that is not there.
  session.defaultSession
    .setProxy({ proxyRules: nowhere, proxyBypassRules: '<-loopback>' })
    .catch((error: unknown) => {
      log.error('security', `the window may reach the network: ${String(error)}`);
    });
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
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
