import type { Updates } from '../updates.ts';
import type { Handlers, UpdateChannel } from './who-answers.ts';

/** A check and a download answer when they are through, with how it stands then. */
export function createUpdateHandlers(updates: Updates): Pick<Handlers, UpdateChannel> {
  return {
    getUpdate: () => updates.state,
    checkForUpdate: async () => {
      await updates.check();
      return updates.state;
    },
    downloadUpdate: async () => {
      await updates.download();
      return updates.state;
    },
  };
}
