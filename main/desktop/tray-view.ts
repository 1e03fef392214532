import { count, plural } from '../../shared/format.ts';
import { explain } from '../../shared/problem.ts';
import type { CustomerRow } from '../../shared/customer.ts';
import type { JobRow } from '../../shared/model.ts';
import type { AppState } from '../../shared/state.ts';
import { jobWords } from '../monitor/wording.ts';

/** The shapes of the tray icon. */
export type TrayShape = 'well' | 'warning' | 'failure' | 'unknown' | 'checking' | 'paused';

/** A customer who needs somebody, with those of the failing jobs that are its own. */
export interface TrayCustomer {
  id: string;
  name: string;
  facts: string;
  jobs: { key: string; label: string }[];
}

/** What the tray shows, as plain values: two that are equal look alike. */
export interface TrayView {
  shape: TrayShape;
  /** Nothing can be checked: a mark on the shape. */
  offline: boolean;
  tooltip: string;
  /** The first line of the menu. */
  sentence: string;
  failures: number;
  failing: { key: string; label: string }[];
  customers: TrayCustomer[];
  /** Null where it is not paused; `until` is a time of day, or null until somebody resumes. */
  paused: { until: string | null } | null;
  connected: boolean;
  /** Open alerts, which can be snoozed. */
  alerts: number;
  /** A newer version of the program, where there is one. */
  newer: string | null;
}

export interface TrayParts {
  state: AppState;
  /** The failing jobs, the latest first: those for the menu, and more for the customers. */
  failing: readonly JobRow[];
  /** Customers who need somebody, the worst first. */
  trouble: readonly CustomerRow[];
  newer: string | null;
  /** How a time of day is written. */
  time: (at: number) => string;
}

/** Failing jobs that the menu names, and of each customer. */
const named = 10;
const namedOfCustomer = 5;

/** The worst state wins; a connection that does not work adds a mark and never hides a failure. */
export function trayView({ state, failing, trouble, newer, time }: TrayParts): TrayView {
  const sentence = sentenceOf(state, time);
  return {
    shape: shapeOf(state),
    offline: state.connection.kind !== 'none' && (state.problem !== null || state.asleep),
    tooltip: tooltipOf(state, sentence, time),
    sentence,
    failures: state.estate.outcomes.failure,
    failing: failing
      .slice(0, named)
      .map((job) => ({ key: job.key, label: `${job.customerName}: ${jobWords(job)}` })),
    customers: trouble.map((customer) => ({
      id: customer.id,
      name: customer.name,
      facts: factsOf(customer),
      jobs: failing
        .filter(({ customerId }) => customerId === customer.id)
        .slice(0, namedOfCustomer)
        .map((job) => ({ key: job.key, label: jobWords(job) })),
    })),
    paused: state.paused ? { until: state.pausedUntil === null ? null : time(state.pausedUntil) } : null,
    connected: state.connection.kind !== 'none',
    alerts: state.estate.alerts.open,
    newer,
  };
}

function shapeOf({ connection, problem, paused, asleep, sweep, estate }: AppState): TrayShape {
  if (estate.outcomes.failure > 0) return 'failure';
  if (estate.outcomes.warning + estate.overdue + estate.unreachable > 0) return 'warning';
  if (connection.kind === 'none' || problem !== null || asleep) return 'unknown';
  if (paused) return 'paused';
  if (sweep !== null) return 'checking';
  if (estate.checkedAt === null || estate.waiting + estate.stale > 0) return 'unknown';
  return estate.outcomes.unknown > 0 ? 'unknown' : 'well';
}

/** "2 failed, 1 with warnings", led by what keeps the program from checking. */
function sentenceOf(state: AppState, time: (at: number) => string): string {
  const { connection, problem, paused, pausedUntil, asleep, estate } = state;
  if (connection.kind === 'none') return 'Not connected';
  const { failure, warning, unknown } = estate.outcomes;
  const parts: string[] = [];
  if (problem !== null) parts.push(explain(problem.code).title);
  if (asleep) parts.push('offline');
  if (paused) parts.push(pausedUntil === null ? 'paused' : `paused until ${time(pausedUntil)}`);
  if (failure > 0) parts.push(`${count(failure)} failed`);
  if (estate.overdue > 0) parts.push(`${count(estate.overdue)} overdue`);
  if (warning > 0) parts.push(`${count(warning)} with warnings`);
  if (unknown > 0) parts.push(`${count(unknown)} of unknown status`);
  if (estate.unreachable > 0)
    parts.push(`${plural(estate.unreachable, 'customer', 'customers')} unreachable`);
  if (estate.waiting > 0) parts.push(`${plural(estate.waiting, 'customer', 'customers')} not checked yet`);
  // Where nothing is checked at all, that says it.
  if (estate.stale > 0 && problem === null && !asleep && !paused)
    parts.push(`${plural(estate.stale, 'customer', 'customers')} not checked lately`);
  if (estate.customers === 0) parts.push('no customers yet');
  if (parts.length === 0) parts.push('all well');
  const sentence = parts.join(', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The longest that Windows shows of a tooltip, in UTF-16 units without its end. */
const longestTooltip = 127;

function tooltipOf({ connection, estate }: AppState, sentence: string, time: (at: number) => string): string {
  if (connection.kind === 'none') return 'Jobwatch: not connected';
  const parts = [sentence, plural(estate.jobs, 'job', 'jobs')];
  if (estate.checkedAt !== null) parts.push(`checked ${time(estate.checkedAt)}`);
  const tooltip = parts.join(', ');
  return tooltip.length <= longestTooltip ? tooltip : `${tooltip.slice(0, longestTooltip - 1)}…`;
}

function factsOf({ outcomes, alerts, problem }: CustomerRow): string {
  const parts: string[] = [];
  if (problem !== null) parts.push(`cannot be checked: ${explain(problem.code).title}`);
  if (outcomes.failure > 0) parts.push(`${count(outcomes.failure)} failed`);
  if (outcomes.warning > 0) parts.push(`${count(outcomes.warning)} with warnings`);
  if (alerts > 0) parts.push(plural(alerts, 'alert', 'alerts'));
  const facts = parts.join(', ');
  return facts.charAt(0).toUpperCase() + facts.slice(1);
}
