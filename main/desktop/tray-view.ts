import { explain } from '../../shared/problem.ts';
import type { JobRow } from '../../shared/model.ts';
import type { AppState } from '../../shared/state.ts';
import { jobWords } from '../monitor/wording.ts';

/** The shapes of the tray icon. */
export type TrayShape = 'well' | 'warning' | 'failure' | 'unknown';

/** What the tray shows, as plain values: two that are equal look alike. */
export interface TrayView {
  shape: TrayShape;
  tooltip: string;
  failing: { key: string; label: string }[];
  /** How many jobs have failed beyond those in `failing`. */
  more: number;
  paused: boolean;
  connected: boolean;
}

/** The worst state wins; a connection that does not work never hides a failure. */
export function trayView(
  state: AppState,
  failing: readonly JobRow[],
  time: (at: number) => string,
): TrayView {
  return {
    shape: shapeOf(state),
    tooltip: tooltipOf(state, time),
    failing: failing.map((job) => ({ key: job.key, label: `${job.customerName}: ${jobWords(job)}` })),
    more: Math.max(0, state.estate.outcomes.failure - failing.length),
    paused: state.paused,
    connected: state.connection.kind !== 'none',
  };
}

function shapeOf({ connection, problem, estate }: AppState): TrayShape {
  if (estate.outcomes.failure > 0) return 'failure';
  if (connection.kind === 'none' || problem !== null || estate.checkedAt === null || estate.waiting > 0)
    return 'unknown';
  if (estate.outcomes.warning > 0 || estate.unreachable > 0) return 'warning';
  return estate.outcomes.unknown > 0 ? 'unknown' : 'well';
}

/** "2 failed, 1 with warnings, 248 jobs, checked 14:05", led by what keeps the connection from working. */
function tooltipOf(
  { connection, problem, paused, asleep, estate }: AppState,
  time: (at: number) => string,
): string {
  if (connection.kind === 'none') return 'Jobwatch: not connected';
  const { failure, warning, unknown } = estate.outcomes;
  const parts: string[] = [];
  if (problem !== null) parts.push(explain(problem.code).title);
  if (paused) parts.push('paused');
  if (asleep) parts.push('offline');
  if (failure > 0) parts.push(`${failure} failed`);
  if (warning > 0) parts.push(`${warning} with warnings`);
  if (unknown > 0) parts.push(`${unknown} of unknown status`);
  if (estate.unreachable > 0)
    parts.push(`${estate.unreachable} ${plural(estate.unreachable, 'customer')} unreachable`);
  if (estate.waiting > 0)
    parts.push(`${estate.waiting} ${plural(estate.waiting, 'customer')} not checked yet`);
  if (estate.customers === 0) parts.push('no customers yet');
  if (parts.length === 0) parts.push('All well');
  parts.push(`${estate.jobs} ${plural(estate.jobs, 'job')}`);
  if (estate.checkedAt !== null) parts.push(`checked ${time(estate.checkedAt)}`);
  return parts.join(', ');
}

const plural = (count: number, noun: string): string => (count === 1 ? noun : `${noun}s`);
