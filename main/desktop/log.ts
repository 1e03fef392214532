import { join } from 'node:path';
import electronLog from 'electron-log/main.js';
import type { Log } from '../monitor/log.ts';

const largestFile = 5 * 1024 * 1024;
const format = '{h}:{i}:{s}.{ms} {level} {text}';

/** The log: standard output, and a file of at most 5 MB (and the one before it) in `folder`. */
export function createLog(folder: string): Log {
  const { transports } = electronLog;
  transports.file.resolvePathFn = () => join(folder, 'jobwatch.log');
  transports.file.maxSize = largestFile;
  transports.file.format = `{y}-{m}-{d} ${format}`;
  transports.console.format = format;
  transports.console.useStyles = false;
  // Whoever read our output may go away before we do.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  return {
    info: (scope, text) => {
      electronLog.info(`${scope}: ${text}`);
    },
    warn: (scope, text) => {
      electronLog.warn(`${scope}: ${text}`);
    },
    error: (scope, text) => {
      electronLog.error(`${scope}: ${text}`);
    },
  };
}
