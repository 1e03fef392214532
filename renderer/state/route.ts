import { alertStatusSchema } from '../../shared/alert.ts';
import type { AlertStatus } from '../../shared/alert.ts';
import type { JobFilter } from '../../shared/query.ts';
import { formatFilter, parseFilter } from './filter.ts';

/** A place in the window. A job's place keeps the filter of the list beside it. */
export type Route =
  | { view: 'overview' }
  | { view: 'alerts'; status: AlertStatus; customerId: string | null }
  | { view: 'customers'; text: string }
  | { view: 'customer'; id: string }
  | { view: 'jobs'; filter: JobFilter }
  | { view: 'job'; key: string; filter: JobFilter }
  | { view: 'settings' }
  | { view: 'connect' }
  | { view: 'setup' }
  | { view: 'notFound' };

function parseAlerts(search: string): Route {
  const parameters = new URLSearchParams(search);
  const status = alertStatusSchema.catch('open').parse(parameters.get('status'));
  return { view: 'alerts', status, customerId: parameters.get('customer') };
}

const parseCustomers = (search: string): Route => ({
  view: 'customers',
  text: (new URLSearchParams(search).get('q') ?? '').slice(0, 200),
});

/** A path with what of these parameters there is. */
function withParameters(path: string, parameters: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, value]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
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
  if (path === '' || path === '/' || path === '/overview') return { view: 'overview' };
  if (path === '/alerts') return parseAlerts(search);
  if (path === '/customers' || path === '/customers/') return parseCustomers(search);
  if (path.startsWith('/customers/'))
    return { view: 'customer', id: decode(path.slice('/customers/'.length)) };
  if (path === '/jobs' || path === '/jobs/') {
    return { view: 'jobs', filter: parseFilter(search) };
  }
  if (path.startsWith('/jobs/')) {
    return { view: 'job', key: decode(path.slice('/jobs/'.length)), filter: parseFilter(search) };
  }
  if (path === '/settings') return { view: 'settings' };
  if (path === '/connect') return { view: 'connect' };
  if (path === '/setup') return { view: 'setup' };
  return { view: 'notFound' };
}

/** The hash of a place. */
export function formatRoute(route: Exclude<Route, { view: 'notFound' }>): string {
  switch (route.view) {
    case 'overview':
      return '#/overview';
    case 'alerts':
      return withParameters('#/alerts', {
        status: route.status === 'open' ? null : route.status,
        customer: route.customerId,
      });
    case 'customers':
      return withParameters('#/customers', { q: route.text });
    case 'customer':
      return `#/customers/${encodeURIComponent(route.id)}`;
    case 'jobs':
      return `#/jobs${formatFilter(route.filter)}`;
    case 'job':
      return `#/jobs/${encodeURIComponent(route.key)}${formatFilter(route.filter)}`;
    case 'settings':
      return '#/settings';
    case 'connect':
      return '#/connect';
    case 'setup':
      return '#/setup';
  }
}
