import type { Show } from '../monitor/delivery.ts';
import type { Document } from '../store/settings.ts';

/** Says once, when the window is closed for the first time, that the program goes on and where it is now. */
export async function tellOfTray(show: Show, document: Document): Promise<void> {
  if (document.get('toldOfTray') === true) return;
  document.set('toldOfTray', true);
  const title = 'Jobwatch goes on in the tray';
  const body = 'It still checks your backups. Open it from its icon there, or quit it with the icon’s menu.';
  await show({ title, body, notices: [], route: '/overview', isStorm: false }, true);
}
