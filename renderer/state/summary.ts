import { count, plural } from '../../shared/format.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { AppState, Estate } from '../../shared/state.ts';

const jobs = (figure: number): string => plural(figure, 'job', 'jobs');
const customers = (figure: number): string => plural(figure, 'customer', 'customers');

/** "a", "a and b", "a, b and c". */
function enumerate(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

function troubles({ outcomes, overdue }: Estate): string[] {
  const { failure, warning, unknown } = outcomes;
  const found: string[] = [];
  // Only the first part names the jobs: "2 jobs failed and 1 has warnings".
  const subject = (figure: number): string => (found.length === 0 ? jobs(figure) : count(figure));
  if (failure > 0) found.push(`${subject(failure)} failed`);
  if (overdue > 0) found.push(`${subject(overdue)} ${overdue === 1 ? 'is' : 'are'} overdue`);
  if (warning > 0) found.push(`${subject(warning)} ${warning === 1 ? 'has' : 'have'} warnings`);
  if (unknown > 0) found.push(`${subject(unknown)} ${unknown === 1 ? 'has' : 'have'} an unknown status`);
  return found;
}

/** What was not looked at, or not lately, and so is nothing to speak well of; null where every answer is fresh. */
function unchecked({ problem, asleep, estate }: AppState): string | null {
  if (problem !== null || asleep) return 'nothing can be checked at the moment';
  const { unreachable, stale, waiting } = estate;
  const parts = [
    ...(unreachable > 0 ? [`${customers(unreachable)} could not be checked`] : []),
    ...(stale > 0 ? [`${customers(stale)} ${stale === 1 ? 'was' : 'were'} not checked lately`] : []),
    ...(waiting > 0 ? [`${customers(waiting)} ${waiting === 1 ? 'is' : 'are'} still to be checked`] : []),
  ];
  return parts.length === 0 ? null : enumerate(parts);
}

/** A sentence that ends with what was not checked, or else with `fine`, which may be said only then. */
function ended(state: AppState, said: string, fine: string | null): string {
  const end = unchecked(state) ?? fine;
  return end === null ? `${said}.` : `${said}; ${end}.`;
}

/** The shape beside the sentence: the worst that is known. */
export function jobsShape(state: AppState): Outcome | 'overdue' {
  const { overdue, outcomes } = state.estate;
  return overdue > 0 && outcomes.failure === 0 ? 'overdue' : worst(state);
}

/** The worst outcome that is known; unknown where nothing can be known. */
function worst(state: AppState): Outcome {
  const { estate } = state;
  const found = (['failure', 'warning', 'unknown'] as const).find((outcome) => estate.outcomes[outcome] > 0);
  if (found !== undefined) return found;
  if (state.problem !== null || state.asleep || estate.unreachable + estate.stale > 0) return 'unknown';
  return estate.checkedAt === null || estate.jobs === 0 ? 'idle' : 'success';
}

/** The one sentence that says how the estate is, as a colleague would. */
export function sentence(state: AppState): string {
  const { estate } = state;
  const wrong = troubles(estate);
  if (wrong.length > 0) {
    const { failure, warning, unknown } = estate.outcomes;
    const others = estate.jobs - failure - warning - unknown;
    // One that is overdue may be among them, or have failed.
    const fine =
      others > 0 && estate.overdue === 0 ? `${plural(others, 'other looks', 'others look')} fine` : null;
    return ended(state, enumerate(wrong), fine);
  }
  if (state.problem !== null || state.asleep)
    return 'Jobwatch cannot check at the moment; no failure is known.';
  if (estate.checkedAt === null) {
    if (state.paused) return 'Nothing has been checked yet.';
    return estate.waiting > 0
      ? `Waiting for the first answers for ${customers(estate.waiting)}.`
      : 'Waiting for the first answers.';
  }
  if (estate.jobs === 0) return 'There are no jobs yet.';
  const open = unchecked(state);
  // To wait for a first answer is the usual course of things while no other answer is missing or old.
  if (open !== null && estate.unreachable + estate.stale > 0) return `No failure is known, but ${open}.`;
  return estate.waiting > 0 ? 'All well so far.' : 'All well.';
}

/** What stands behind the sentence: how much was looked at, and what is still missing. */
export function proof(state: AppState): string {
  const { estate } = state;
  const all = customers(estate.customers);
  const parts = [estate.checkedAt === null && estate.jobs === 0 ? all : `${jobs(estate.jobs)} at ${all}`];
  if (estate.unreachable > 0) parts.push(`${customers(estate.unreachable)} not reached`);
  if (estate.checkedAt !== null && estate.waiting > 0) {
    parts.push(`${customers(estate.waiting)} still to be checked`);
  }
  return parts.join(' · ');
}

/** The alerts in a sentence. */
export function alertsSentence({ estate }: AppState): string {
  const { open, acknowledged, snoozed } = estate.alerts;
  const others = [
    ...(acknowledged > 0 ? [`${count(acknowledged)} acknowledged`] : []),
    ...(snoozed > 0 ? [`${count(snoozed)} snoozed`] : []),
  ];
  const rest = others.length === 0 ? '' : `; ${enumerate(others)}`;
  const first =
    open === 0 ? 'No alert waits for you' : `${plural(open, 'alert waits', 'alerts wait')} for you`;
  return `${first}${rest}.`;
}

/** What else is not well, beside failed jobs; each names its jobs, since customers may stand before it. */
function further({ estate }: AppState): string[] {
  const { overdue } = estate;
  const { warning, unknown } = estate.outcomes;
  return [
    ...(overdue > 0 ? [`${jobs(overdue)} ${overdue === 1 ? 'is' : 'are'} overdue`] : []),
    ...(warning > 0 ? [`${jobs(warning)} ${warning === 1 ? 'has' : 'have'} warnings`] : []),
    ...(unknown > 0 ? [`${jobs(unknown)} ${unknown === 1 ? 'has' : 'have'} an unknown status`] : []),
  ];
}

/**
 * The first page's sentence: "3 jobs failed at 2 customers and 1 job is overdue; everything else is fine.", or where not
 * everything was checked: "1 job failed at 1 customer; 190 customers are still to be checked."
 */
export function overviewSentence(state: AppState): string {
  const { estate } = state;
  const { failure } = estate.outcomes;
  if (failure > 0) {
    const failed = `${jobs(failure)} failed at ${customers(estate.failing)}`;
    return ended(state, enumerate([failed, ...further(state)]), 'everything else is fine');
  }
  const none = unchecked(state) === null ? 'No job has failed' : 'No failure is known';
  if (estate.overdue > 0) return ended(state, `${none}, but ${enumerate(further(state))}`, null);
  return worst(state) === 'success' && estate.alerts.open > 0
    ? ended(state, `${none}, but ${plural(estate.alerts.open, 'alert is', 'alerts are')} open`, null)
    : sentence(state);
}

/** The shape beside it: nothing is well while an alert is open. */
export function overviewShape(state: AppState): Outcome | 'overdue' {
  const shape = jobsShape(state);
  return shape === 'success' && state.estate.alerts.open > 0 ? 'warning' : shape;
}

/** Whether nothing waits for anybody, so that the proof of it may come first. */
export const isCalm = (state: AppState): boolean => overviewShape(state) === 'success';

/** The customers in a sentence. */
export function customersSentence({ estate }: AppState): string {
  const wrong = [
    ...(estate.failing > 0 ? [`${count(estate.failing)} with failed jobs`] : []),
    ...(estate.unreachable > 0 ? [`${count(estate.unreachable)} not reached`] : []),
  ];
  return wrong.length === 0
    ? `${customers(estate.customers)}, none with a failed job.`
    : `${customers(estate.customers)}, ${enumerate(wrong)}.`;
}
