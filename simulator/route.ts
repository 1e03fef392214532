/** The two generations of the partner API (API notes, section 1). */
export type Generation = 'modern' | 'v3';

/** Where a request goes, as its path says. Ids are percent-decoded. */
export type Route =
  | { kind: 'token' }
  | { kind: 'customers'; generation: 'modern' }
  | { kind: 'customer'; generation: 'modern'; customerId: string }
  | {
      kind: 'jobs';
      generation: 'modern';
      customerId: string;
      jobType: string | null;
      jobModule: string | null;
    }
  | { kind: 'customers'; generation: 'v3' }
  | { kind: 'jobs'; generation: 'v3'; customerId: string }
  | { kind: 'report'; generation: 'v3'; customerId: string; jobId: string }
  | { kind: 'none' };

export type ModernRoute = Extract<Route, { generation: 'modern' }>;
export type V3Route = Extract<Route, { generation: 'v3' }>;

const modern = 'modern' as const;
const v3 = 'v3' as const;
const general = '/partner/external/v3/general/customers';

/** Each path, with `{}` for an id, and what it is. */
const paths: readonly (readonly [string, (...ids: string[]) => Route])[] = [
  ['/connect/token', () => ({ kind: 'token' })],
  ['/partner/customers', () => ({ kind: 'customers', generation: modern })],
  ['/partner/customers/{}', (customerId = '') => ({ kind: 'customer', generation: modern, customerId })],
  [
    '/partner/customers/{}/jobs',
    (customerId = '') => ({ kind: 'jobs', generation: modern, customerId, jobType: null, jobModule: null }),
  ],
  [
    '/partner/customers/{}/jobs/jobType/{}/jobModule/{}',
    (customerId = '', jobType = '', jobModule = '') => ({
      kind: 'jobs',
      generation: modern,
      customerId,
      jobType,
      jobModule,
    }),
  ],
  [`${general}/batch`, () => ({ kind: 'customers', generation: v3 })],
  [
    `${general}/{}/avpt-products/jobs/batch`,
    (customerId = '') => ({ kind: 'jobs', generation: v3, customerId }),
  ],
  [
    `${general}/{}/jobs/{}/report-details`,
    (customerId = '', jobId = '') => ({ kind: 'report', generation: v3, customerId, jobId }),
  ],
];

const patterns = paths.map(([path, make]) => ({
  pattern: new RegExp(`^${path.replaceAll('{}', '([^/]+)')}$`),
  make,
}));

/** Throws URIError where an id in the path cannot be decoded. */
export function routeOf(path: string): Route {
  for (const { pattern, make } of patterns) {
    const match = pattern.exec(path);
    if (match !== null) return make(...match.slice(1).map(decodeURIComponent));
  }
  return { kind: 'none' };
}

/** The one method a route takes. */
export function methodOf(route: Route): 'GET' | 'POST' {
  if (route.kind === 'token') return 'POST';
  return 'generation' in route && route.generation === 'v3' && route.kind !== 'report' ? 'POST' : 'GET';
}
