import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import type { Log } from '../monitor/log.ts';
import type { Document } from '../store/settings.ts';
import { createBusToasts, toastHandleSchema } from './bus-toasts.ts';
import type { ToastDesk, ToastListener } from './notifier.ts';
import type { Bus } from './session-bus.ts';
import { createSystemToasts } from './system-toasts.ts';

/** The name of the desktop file that the packages install, and of the icon beside it. */
const desktopEntry = 'jobwatch';

/** What shows notifications here: the session bus where there is one (Linux), else Electron. `icons`: their folder. */
export async function openToastDesk(
  listener: ToastListener,
  parts: { sessionBus: () => Promise<Bus | null>; document: Document; icons: string; log: Log },
): Promise<ToastDesk> {
  const { document, log } = parts;
  const bus = process.platform === 'linux' ? await parts.sessionBus() : null;
  if (bus === null) return createSystemToasts(listener, log);
  const handles = {
    read: () => z.array(toastHandleSchema).catch([]).parse(document.get('toastHandles')),
    save: (kept: unknown) => {
      document.set('toastHandles', kept);
    },
  };
  // The archive of a package is no place that a desktop could read a picture from.
  const icon = app.isPackaged ? desktopEntry : join(parts.icons, 'app-128.png');
  return createBusToasts({ bus, desktopEntry, icon, handles, log }, listener);
}
