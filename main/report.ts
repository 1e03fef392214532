import type { Diagnostics } from '../shared/diagnostics.ts';
import { createAnonymous } from './anonymous.ts';
import type { Names } from './store/poll-queries.ts';

export interface ReportOptions {
  diagnostics: Diagnostics;
  /** Takes out what is secret. */
  redact: (text: string) => string;
  /** The names that are to be left out; null where all may stay. */
  leaveOut: Names | null;
}

/** The diagnostics as a text to send to somebody. Instants are UTC. */
export function reportOf({ diagnostics, redact, leaveOut }: ReportOptions): string {
  const { versions, keychain, notifications, databaseSize, polls, lines } = diagnostics;
  const pollLines = polls.map(({ customer, at, ms, problem }) =>
    [new Date(at).toISOString(), `${ms} ms`, customer, problem ?? 'ok'].join('  '),
  );
  const text = [
    ...versions.map(({ name, version }) => `${name}: ${version}`),
    `Keychain: ${keychain}`,
    `Notifications: ${notifications}`,
    `Databases: ${databaseSize} bytes`,
    '',
    `The last ${polls.length} polls`,
    ...pollLines,
    '',
    `The last ${lines.length} lines of the log`,
    ...lines,
  ].join('\n');
  const withoutSecrets = redact(text);
  return leaveOut === null ? withoutSecrets : createAnonymous(leaveOut)(withoutSecrets);
}
