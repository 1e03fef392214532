import { app } from 'electron';
import { inAnHour, inHalfAnHour, tomorrowMorning } from '../../shared/later.ts';
import type { AlertDeeds } from './alert-deeds.ts';
import type { TrayAction } from './tray-menu.ts';

/** What of the program the tray uses. */
export interface TrayProgram {
  refresh(customerId: null): Promise<void>;
  pause(until: number | null): void;
  resume(): void;
}

export interface TrayActionParts {
  program: TrayProgram;
  deeds: AlertDeeds;
  open: (route?: string) => void;
  now: () => number;
  failed: (error: unknown) => void;
}

/** Makes what does the things that a person chooses in the tray. */
export function createTrayActions({ program, deeds, open, now, failed }: TrayActionParts) {
  return (action: TrayAction): void => {
    switch (action.type) {
      case 'open':
        open(action.route);
        break;
      case 'refresh':
        program.refresh(null).catch(failed);
        break;
      case 'pause':
        program.pause(pauseEnds[action.how](now()));
        break;
      case 'resume':
        program.resume();
        break;
      case 'snoozeAll':
        deeds.snooze('all', action.how === 'hour' ? inAnHour(now()) : tomorrowMorning(now()));
        break;
      case 'about':
        app.showAboutPanel();
        break;
      case 'quit':
        app.quit();
        break;
    }
  };
}

const pauseEnds: Readonly<
  Record<Extract<TrayAction, { type: 'pause' }>['how'], (now: number) => number | null>
> = { halfHour: inHalfAnHour, hour: inAnHour, tomorrow: tomorrowMorning, open: () => null };
