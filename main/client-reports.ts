import { generationLabels } from '../shared/connection.ts';
import type { Connection } from '../shared/connection.ts';
import type { ClientOptions } from './avepoint/index.ts';
import type { Log } from './monitor/log.ts';

/** What the log is told of a client. */
export function clientReports(
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
