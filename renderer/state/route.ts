import { outcomeSchema } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { jobColumnSchema } from '../../shared/query.ts';
import type { JobQuery } from '../../shared/query.ts';

/** What of a query a person chooses: it lives in the address, so Back undoes it and a link can carry it. */
export type JobFilter = Pick<JobQuery, 'text' | 'outcomes' | 'sort'>;

/** A place in the window. A job's place keeps the filter of the list beside it. */
export type Route =
  | { view: 'jobs'; filter: JobFilter }
  | { view: 'job'; key: string; filter: JobFilter }
  | { view: 'settings' }
  | { view: 'connect' }
  | { view: 'notFound' };

/** Every job, the worst outcome first. */
export const everything: JobFilter = {
  text: '',
  outcomes: [],
  sort: { column: 'outcome', descending: false },
};

/** Whether the filter hides anything; the order alone does not. */
export function isFiltered(filter: JobFilter): boolean {
  return filter.text.trim() !== '' || filter.outcomes.length > 0;
}

function parseFilter(search: string): JobFilter {
  const parameters = new URLSearchParams(search);
  const outcomes = new Set<Outcome>();
  for (const word of (parameters.get('outcome') ?? '').split(',')) {
    const outcome = outcomeSchema.safeParse(word);
    if (outcome.success) outcomes.add(outcome.data);
  }
  const column = jobColumnSchema.safeParse(parameters.get('sort'));
  return {
    text: (parameters.get('q') ?? '').slice(0, 200),
    outcomes: [...outcomes],
    sort: column.success
      ? { column: column.data, descending: parameters.get('order') === 'desc' }
      : everything.sort,
  };
}

function formatFilter(filter: JobFilter): string {
  const parameters = new URLSearchParams();
  if (filter.text !== '') parameters.set('q', filter.text);
  if (filter.outcomes.length > 0) parameters.set('outcome', filter.outcomes.join(','));
  const { column, descending } = filter.sort;
  if (column !== everything.sort.column || descending !== everything.sort.descending) {
    parameters.set('sort', column);
    if (descending) parameters.set('order', 'desc');
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The place that an address's hash ("#/jobs?q=contoso") or a route ("/jobs/…") names. What is not understood
 * in a filter is left out; an unknown path is `notFound`.
 */
export function parseRoute(address: string): Route {
  const route = address.replace(/^#/, '');
  const mark = route.indexOf('?');
  const path = mark < 0 ? route : route.slice(0, mark);
  const search = mark < 0 ? '' : route.slice(mark);
  if (path === '' || path === '/' || path === '/jobs' || path === '/jobs/') {
    return { view: 'jobs', filter: parseFilter(search) };
  }
  if (path.startsWith('/jobs/')) {
    return { view: 'job', key: decode(path.slice('/jobs/'.length)), filter: parseFilter(search) };
  }
  if (path === '/settings') return { view: 'settings' };
  if (path === '/connect') return { view: 'connect' };
  return { view: 'notFound' };
}

/** The hash of a place. */
export function formatRoute(route: Exclude<Route, { view: 'notFound' }>): string {
  switch (route.view) {
    case 'jobs':
      return `#/jobs${formatFilter(route.filter)}`;
    case 'job':
      return `#/jobs/${encodeURIComponent(route.key)}${formatFilter(route.filter)}`;
    case 'settings':
      return '#/settings';
    case 'connect':
      return '#/connect';
  }
}
