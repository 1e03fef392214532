import type { ChannelName } from '../../shared/channels.ts';
import type { AnswerOf, RequestOf } from '../../shared/contract.ts';

/** One handler a channel; a channel without one does not compile. */
export type Handlers = {
  [C in ChannelName]: (request: RequestOf<C>) => AnswerOf<C> | Promise<AnswerOf<C>>;
};

/** What keeps house: `care-handlers.ts` has it. */
export type CareChannel =
  'getDiagnostics' | 'copyReport' | 'openFolder' | 'exportSettings' | 'importSettings' | 'eraseEverything';

/** What a person asks and does about newer versions: `update-handlers.ts` has it. */
export type UpdateChannel = 'getUpdate' | 'checkForUpdate' | 'downloadUpdate';
