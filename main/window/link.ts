import { z } from 'zod';
import { alertStatusSchema } from '../../shared/alert.ts';

const longest = 2000;

const jobSchema = z.string().regex(/^\/[\w-]{1,100}$/);
/** A customer's ID as the service gives it, percent-encoded as an address needs it. */
const customerSchema = z
  .string()
  .regex(/^\/[^/]{1,1500}$/)
  .transform((path, context) => {
    try {
      return decodeURIComponent(path.slice(1));
    } catch {
      context.addIssue('not encoded as an address is');
      return z.NEVER;
    }
  })
  .pipe(z.string().max(500));
const alertsSchema = z.strictObject({
  status: alertStatusSchema.optional(),
  customer: z.string().min(1).max(500).optional(),
});

/**
 * The route of the window that a `jobwatch://` link leads to: `jobwatch://job/KEY`, `jobwatch://customer/ID`,
 * `jobwatch://alerts?status=…&customer=…`. Null for anything else: a link comes from whoever wrote a page or a mail.
 */
export function routeOfLink(link: string): string | null {
  if (link.length > longest || !URL.canParse(link)) return null;
  const { protocol, host, pathname, search, searchParams, hash, username, password } = new URL(link);
  if (protocol !== 'jobwatch:' || hash !== '' || username !== '' || password !== '') return null;
  switch (host) {
    case 'job':
      return search === '' && jobSchema.safeParse(pathname).success ? `/jobs${pathname}` : null;
    case 'customer': {
      const id = customerSchema.safeParse(pathname);
      return search === '' && id.success ? `/customers/${encodeURIComponent(id.data)}` : null;
    }
    case 'alerts':
      return ['', '/'].includes(pathname) ? routeOfAlerts(searchParams) : null;
    default:
      return null;
  }
}

function routeOfAlerts(parameters: URLSearchParams): string | null {
  const names = [...parameters.keys()];
  const given = alertsSchema.safeParse(Object.fromEntries(parameters));
  if (!given.success || new Set(names).size < names.length) return null;
  const route = parameters.toString();
  return route === '' ? '/alerts' : `/alerts?${route}`;
}
