import { describe, expect, it } from 'vitest';
import { everything } from '../../../renderer/state/filter.ts';
import { formatRoute, parseRoute } from '../../../renderer/state/route.ts';

describe('parseRoute', () => {
  it.each(['#/jobs', '#/jobs/', '/jobs', '#/jobs?'])('reads "%s" as all jobs', (address) => {
    expect(parseRoute(address)).toEqual({ view: 'jobs', filter: everything });
  });

  it.each(['', '#', '#/', '#/overview'])('reads "%s" as the overview', (address) => {
    expect(parseRoute(address)).toEqual({ view: 'overview' });
  });

  it.each<[string, ReturnType<typeof parseRoute>]>([
    ['/alerts', { view: 'alerts', status: 'open', customerId: null }],
    ['/alerts?status=ended&customer=a%2Fb', { view: 'alerts', status: 'ended', customerId: 'a/b' }],
    ['/alerts?status=broken', { view: 'alerts', status: 'open', customerId: null }],
    ['/customers?q=contoso', { view: 'customers', text: 'contoso' }],
    ['/customers/a%2Fb', { view: 'customer', id: 'a/b' }],
  ])('reads "%s", and writes it so that it reads the same', (address, route) => {
    expect(parseRoute(address)).toEqual(route);
    if (route.view !== 'notFound') expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('reads a filter', () => {
    expect(parseRoute('#/jobs?q=contoso+ltd&outcome=failure,warning&sort=start&order=desc')).toEqual({
      view: 'jobs',
      filter: {
        ...everything,
        text: 'contoso ltd',
        outcome: { not: false, values: ['failure', 'warning'] },
        sort: { column: 'start', descending: true },
      },
    });
  });

  it('leaves out of a filter what it does not understand', () => {
    expect(parseRoute('#/jobs?outcome=failure,broken,failure&sort=colour&order=desc&q=')).toEqual({
      view: 'jobs',
      filter: { ...everything, outcome: { not: false, values: ['failure'] } },
    });
  });

  it('cuts a search text to what the bridge takes', () => {
    const route = parseRoute(`#/jobs?q=${'a'.repeat(300)}`);
    expect(route.view === 'jobs' && route.filter.text).toHaveLength(200);
  });

  it('reads the place of a job as the main process writes it', () => {
    expect(parseRoute(`/jobs/${encodeURIComponent('a/b c?#%')}`)).toMatchObject({
      view: 'job',
      key: 'a/b c?#%',
    });
  });

  it('takes a key as it stands where it is no percent-encoding', () => {
    expect(parseRoute('#/jobs/100%')).toMatchObject({ view: 'job', key: '100%' });
  });

  it('knows the other places and nothing else', () => {
    expect(parseRoute('#/settings')).toEqual({ view: 'settings' });
    expect(parseRoute('#/connect')).toEqual({ view: 'connect' });
    expect(parseRoute('#/jobsies')).toEqual({ view: 'notFound' });
  });
});

describe('formatRoute', () => {
  it('writes nothing of a filter that hides nothing', () => {
    expect(formatRoute({ view: 'jobs', filter: everything })).toBe('#/jobs');
    expect(formatRoute({ view: 'settings' })).toBe('#/settings');
    expect(formatRoute({ view: 'connect' })).toBe('#/connect');
  });

  it('writes what parseRoute reads', () => {
    const filter = {
      ...everything,
      text: 'ä & b=c, #1?',
      outcome: { not: true, values: ['failure' as const, 'idle' as const] },
      sort: { column: 'duration' as const, descending: true },
    };
    for (const route of [
      { view: 'jobs' as const, filter },
      { view: 'job' as const, key: 'x/y?z&%20#', filter },
      {
        view: 'jobs' as const,
        filter: { ...everything, sort: { column: 'outcome' as const, descending: true } },
      },
    ]) {
      expect(parseRoute(formatRoute(route))).toEqual(route);
    }
  });
});
