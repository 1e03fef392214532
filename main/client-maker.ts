import { generationLabels } from '../shared/connection.ts';
import type { Connection } from '../shared/connection.ts';
import type { Clock } from './avepoint/clock.ts';
import type { Credential } from './avepoint/credential.ts';
import type { Fetch } from './avepoint/http.ts';
import { createClient } from './avepoint/index.ts';
import type { Client, ClientOptions } from './avepoint/index.ts';
import type { Log } from './monitor/log.ts';
import type { Settings } from './store/settings.ts';

export interface ClientMakerOptions {
  settings: Settings;
  fetch: Fetch;
  clock: Clock;
  log: Log;
  /** From now on this is a secret, and never stands in the log. */
  hideSecret: (secret: string) => void;
  onChange: () => void;
}

/** Makes clients that ask the service as it is set, and tell the log of it; each is to be closed by who has it made. */
export function clientMaker(
  options: ClientMakerOptions,
): (connection: Connection, credential: Credential) => Client {
  const { settings, fetch, clock, log } = options;
  return (connection, credential) => {
    const { parallel, perSecond, exceptions } = settings.preferences;
    options.hideSecret(credential.kind === 'secret' ? credential.secret : credential.privateKeyPem);
    return createClient({
      connection,
      credential,
      generation: connection.generation,
      exception: exceptions,
      load: { parallel, perSecond },
      fetch,
      clock,
      ...reports(connection, log, options.onChange),
    });
  };
}

/** What the log is told of a client. */
function reports(
  connection: Connection,
  log: Log,
  onChange: () => void,
): Pick<ClientOptions, 'onToken' | 'onGeneration' | 'onUnknown'> {
  return {
    onGeneration: (generation) => {
      log.info('connection', `the ${generationLabels[generation]} generation of the API answers`);
      onChange();
    },
    onUnknown: (what, text) => {
      log.warn('service', `unknown ${what}: ${text.slice(0, 200)}`);
    },
    onToken: (seconds) => {
      log.info('token', `signed in at ${new URL(connection.tokenUrl).host}, for ${seconds} s`);
    },
  };
}
