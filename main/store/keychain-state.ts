import { problem } from '../../shared/problem.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';

/**
 * How the keychain of this computer stands. `unknown` where only trying tells: on macOS and Windows, and where it is
 * started by the first question.
 */
export type KeychainState = 'available' | 'locked' | 'missing' | 'unknown';

/** Looks how the keychain stands, without asking a person anything. */
export type KeychainProbe = () => Promise<KeychainState>;

/** libsecret's and D-Bus's own words. Source: libsecret's secret-service.c, the D-Bus specification's error names. */
const meanings: readonly (readonly [RegExp, ProblemCode])[] = [
  [/autolaunch D-?Bus|ServiceUnknown|not provided by any|could not connect|no such file/i, 'keychainMissing'],
  [/locked/i, 'keychainLocked'],
];

/** What the keychain's own error says, as a problem. */
export function keychainFailure(error: unknown): ServiceFailure {
  if (error instanceof ServiceFailure) return error;
  const said = error instanceof Error ? error.message.slice(0, 300) : null;
  const code = meanings.find(([words]) => words.test(said ?? ''))?.[1] ?? 'keychainRefused';
  return new ServiceFailure(problem(code, { detail: said }));
}
