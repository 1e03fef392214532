import type { Updates } from '../updates.ts';
import type { Handlers } from './handlers.ts';

/** What a person asks and does about newer versions. */
export type UpdateChannel = 'getUpdate' | 'checkForUpdate' | 'downloadUpdate';

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
