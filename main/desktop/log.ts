import { rmSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/main.js';
import type { Preferences } from '../../shared/preferences.ts';
import { printable } from '../../shared/printable.ts';
import type { Log } from '../monitor/log.ts';
import { createRedactor } from '../redact.ts';

const largestFile = 5 * 1024 * 1024;
const format = '{h}:{i}:{s}.{ms} {level} {text}';
/** Lines that are kept in memory, for the diagnostics. */
const recentLines = 200;

/** The log of the program. Here alone its lines are made, and here alone secrets are taken out of them. */
export interface ProgramLog extends Log {
  /** From now on this is a secret, and never stands in a line. */
  hide(secret: string): void;
  setLevel(level: Preferences['logLevel']): void;
  /** The last lines, the oldest first. */
  recent(): readonly string[];
  redact(text: string): string;
  /** Empties the log, and removes the one before it. */
  erase(): void;
  readonly folder: string;
}

/** The log: standard output, and a file of at most 5 MB (and the one before it) in `folder`. */
export function createLog(folder: string): ProgramLog {
  const { transports } = electronLog;
  transports.file.resolvePathFn = () => join(folder, 'jobwatch.log');
  transports.file.maxSize = largestFile;
  transports.file.format = `{y}-{m}-{d} ${format}`;
  transports.console.format = format;
  transports.console.useStyles = false;
  // Whoever read our output may go away before we do.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);

  const { hide, redact } = createRedactor();
  let isDetailed = false;
  let lines: string[] = [];
  const write = (level: 'debug' | 'info' | 'warn' | 'error', scope: string, text: string): void => {
    if (level === 'debug' && !isDetailed) return;
    // What others wrote must not make lines of its own.
    const line = printable(redact(`${scope}: ${text}`).replaceAll(/[\r\n]+/g, ' '));
    electronLog[level](line);
    lines = [...lines.slice(1 - recentLines), `${new Date().toISOString()} ${level} ${line}`];
  };
  return {
    detail: (scope, text) => {
      write('debug', scope, text);
    },
    info: (scope, text) => {
      write('info', scope, text);
    },
    warn: (scope, text) => {
      write('warn', scope, text);
    },
    error: (scope, text) => {
      write('error', scope, text);
    },
    hide,
    setLevel: (level) => {
      isDetailed = level === 'detailed';
    },
    recent: () => lines,
    redact,
    erase: () => {
      lines = [];
      transports.file.getFile().clear();
      rmSync(join(folder, 'jobwatch.old.log'), { force: true });
    },
    folder,
  };
}
