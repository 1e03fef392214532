/** Where a request goes, as its method and path say. Ids are percent-decoded. */
export type Route =
  | { kind: 'token' }
  | { kind: 'customers' }
  | { kind: 'customer'; customerId: string }
  | { kind: 'jobs'; customerId: string; jobType: string | null; jobModule: string | null }
  | { kind: 'none' };

const paths: readonly (readonly [RegExp, (...parts: string[]) => Route])[] = [
  [/^\/connect\/token$/, () => ({ kind: 'token' })],
  [/^\/partner\/customers$/, () => ({ kind: 'customers' })],
  [/^\/partner\/customers\/([^/]+)$/, (customerId = '') => ({ kind: 'customer', customerId })],
  [
    /^\/partner\/customers\/([^/]+)\/jobs$/,
    (customerId = '') => ({ kind: 'jobs', customerId, jobType: null, jobModule: null }),
  ],
  [
    /^\/partner\/customers\/([^/]+)\/jobs\/jobType\/([^/]+)\/jobModule\/([^/]+)$/,
    (customerId = '', jobType = '', jobModule = '') => ({ kind: 'jobs', customerId, jobType, jobModule }),
  ],
];

const methods: Readonly<Record<Route['kind'], string>> = {
  token: 'POST',
  customers: 'GET',
  customer: 'GET',
  jobs: 'GET',
  none: '',
};

/** Throws URIError where an id in the path is not decodable. */
export function routeOf(path: string): Route {
  for (const [pattern, make] of paths) {
    const match = pattern.exec(path);
    if (match !== null) return make(...match.slice(1).map(decodeURIComponent));
  }
  return { kind: 'none' };
}

/** The one method a route takes. */
export const methodOf = (route: Route): string => methods[route.kind];
