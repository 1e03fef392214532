import type { Connection } from '../shared/connection.ts';
import type { AppState } from '../shared/state.ts';
import type { Station } from './station.ts';

/** What the window is told of the connection that is watched. */
export function connectionState(
  { kind, generation, expiresAt }: Station,
  connection: Connection | null,
  isForSession: (connection: Connection) => boolean,
): AppState['connection'] {
  if (kind === 'sample') return { kind: 'sample' };
  return kind === 'live' && connection !== null
    ? { kind: 'live', connection, generation, expiresAt, forSession: isForSession(connection) }
    : { kind: 'none' };
}
