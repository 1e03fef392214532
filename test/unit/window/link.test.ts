import { expect, test } from 'vitest';
import { linkOf, routeOfLink } from '../../../main/window/link.ts';

test.each([
  ['jobwatch://job/AbC_-123', '/jobs/AbC_-123'],
  ['jobwatch://customer/00427fbc-8832', '/customers/00427fbc-8832'],
  ['jobwatch://alerts', '/alerts'],
  ['jobwatch://alerts?status=open', '/alerts?status=open'],
])('%s leads to %s', (link, route) => {
  expect(routeOfLink(link)).toBe(route);
});

test.each([
  'https://job/abc',
  'jobwatch://settings',
  'jobwatch://job/',
  'jobwatch://job/a/b',
  'jobwatch://job/..%2fsettings',
  'jobwatch://job/abc?x=1',
  'jobwatch://job/abc#x',
  'jobwatch://me@job/abc',
  'jobwatch:job/abc',
  'javascript:alert(1)',
  `jobwatch://job/${'a'.repeat(3000)}`,
  'not a link',
])('%s leads nowhere', (link) => {
  expect(routeOfLink(link)).toBeNull();
});

test('the link is found among the arguments of a start', () => {
  expect(linkOf(['/usr/bin/jobwatch', '--hidden', 'JOBWATCH://job/abc'])).toBe('JOBWATCH://job/abc');
  expect(linkOf(['/usr/bin/jobwatch', 'https://example.com'])).toBeUndefined();
});
