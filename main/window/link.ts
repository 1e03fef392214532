import { z } from 'zod';

const longest = 2000;

const jobSchema = z.string().regex(/^\/[\w-]{1,100}$/);
const customerSchema = z.string().regex(/^\/[^/]{1,1500}$/);

/**
 * The route of the window that a `jobwatch://` link leads to: `jobwatch://job/KEY`, `jobwatch://customer/ID`,
 * `jobwatch://alerts?…`. Null for anything else: a link comes from whoever wrote a page or a mail.
 */
export function routeOfLink(link: string): string | null {
  if (link.length > longest || !URL.canParse(link)) return null;
  const { protocol, host, pathname, search, hash, username, password } = new URL(link);
  if (protocol !== 'jobwatch:' || hash !== '' || username !== '' || password !== '') return null;
  if (host === 'job' && search === '' && jobSchema.safeParse(pathname).success) return `/jobs${pathname}`;
  if (host === 'customer' && search === '' && customerSchema.safeParse(pathname).success) {
    return `/customers${pathname}`;
  }
  return host === 'alerts' && ['', '/'].includes(pathname) ? `/alerts${search}` : null;
}

/** The link among the arguments of a start, if there is one: Windows and Linux hand links over like that. */
export const linkOf = (args: readonly string[]): string | undefined =>
  args.find((argument) => argument.toLowerCase().startsWith('jobwatch:'));
