import { expect, test } from 'vitest';
import { linkOf } from '../../../main/desktop/link-argument.ts';
import { routeOfLink } from '../../../main/window/link.ts';

test.each([
  ['jobwatch://job/AbC_-123', '/jobs/AbC_-123'],
  ['jobwatch://customer/00427fbc-8832', '/customers/00427fbc-8832'],
  ['jobwatch://alerts', '/alerts'],
  ['jobwatch://customer/a%20b%26c', '/customers/a%20b%26c'],
  ['jobwatch://alerts?status=open', '/alerts?status=open'],
  ['jobwatch://alerts/?status=snoozed&customer=a%26b', '/alerts?status=snoozed&customer=a%26b'],
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
  'jobwatch://customer/',
  'jobwatch://customer/%e0%a4%a',
  'jobwatch://customer/abc?x=1',
  `jobwatch://customer/${'a'.repeat(600)}`,
  'jobwatch://alerts/abc',
  'jobwatch://alerts?status=whatever',
  'jobwatch://alerts?status=open&status=ended',
  'jobwatch://alerts?next=https://example.com',
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
