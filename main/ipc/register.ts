import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { channelNames, wireName } from '../../shared/channels.ts';
import type { ChannelName } from '../../shared/channels.ts';
import { contract } from '../../shared/contract.ts';
import type { Result } from '../../shared/contract.ts';
import { marksSchema } from '../../shared/parts.ts';
import type { Parted } from '../../shared/parts.ts';
import { problem } from '../../shared/problem.ts';
import type { Log } from '../monitor/log.ts';
import { appOrigin } from '../window/scheme.ts';
import { problemOf } from './handlers.ts';
import { unknownParts } from './parts.ts';
import type { Handlers } from './who-answers.ts';

type Answered = Result<unknown> | Parted<unknown>;

const knownSchema = marksSchema.optional();

/**
 * Opens the bridge: every call is taken from the top frame of our own window alone, its request is parsed, and its
 * answer is a value or a problem, or, where the call names what is known of it, the parts that are not. Nothing is
 * thrown to the window.
 */
export function registerChannels(
  handlers: Handlers,
  isOwn: (contents: Electron.WebContents) => boolean,
  log: Log,
): void {
  for (const name of channelNames) {
    const take = async (event: IpcMainInvokeEvent, request: unknown, known: unknown): Promise<Answered> => {
      if (!isFromOwnWindow(event, isOwn)) {
        log.warn('security', `refused a call of ${name} from a foreign page`);
        return { ok: false, problem: problem('invalidInput', { detail: 'not from the window of Jobwatch' }) };
      }
      try {
        const marks = knownSchema.parse(known);
        const value = await answer(handlers, name, request);
        return marks === undefined ? { ok: true, value } : unknownParts(value, marks);
      } catch (error) {
        const seen = problemOf(error);
        if (seen.code === 'unexpected') log.error('bridge', `${name}: ${seen.detail ?? ''}`);
        return { ok: false, problem: seen };
      }
    };
    ipcMain.handle(wireName(name), take);
  }
}

function answer(handlers: Handlers, name: ChannelName, request: unknown): unknown {
  const parsed: unknown = contract[name].request.parse(request);
  // The schema of this very channel has just said that the request is one its handler takes.
  const handler: (parsed: never) => unknown = handlers[name];
  return handler(parsed as never);
}

function isFromOwnWindow(
  event: IpcMainInvokeEvent,
  isOwn: (contents: Electron.WebContents) => boolean,
): boolean {
  try {
    const frame = event.senderFrame;
    return (
      frame !== null && frame.parent === null && frame.url.startsWith(`${appOrigin}/`) && isOwn(event.sender)
    );
  } catch {
    // Electron throws where the frame went away while its call was on the way.
    return false;
  }
}
