import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Why from '../../renderer/components/Why.svelte';
import { problem } from '../../shared/problem.ts';
import type { ObjectReport, ReportedObject } from '../../shared/report.ts';
import { fakeBridge, never } from './support/bridge.ts';
import { job } from './support/state.ts';

const failing = { ...job, outcome: 'failure' as const };

const object = (given: Partial<ReportedObject>): ReportedObject => ({
  status: 'failed',
  statusText: '1',
  title: 'a.keller@contoso.example',
  location: 'a.keller@contoso.example',
  container: null,
  comment: 'The operation has timed out.',
  errorCode: null,
  finished: { text: null, value: null },
  ...given,
});

const report: ObjectReport = {
  objects: [
    object({ title: 'odd', comment: null, errorCode: '403' }),
    ...['a', 'b', 'c', 'd'].map((title) => object({ title })),
    object({ status: 'skipped', title: 'archive', comment: null }),
  ],
  counts: { failed: 5, warning: 0, skipped: 900, other: 0 },
  read: 2000,
  complete: false,
  unreadable: 2,
};

const ask = async (): Promise<void> => {
  await fireEvent.click(screen.getByRole('button', { name: 'Show what failed' }));
};

describe('why a run failed', () => {
  it('asks the service only when somebody wants to know', async () => {
    fakeBridge.answer('getWhy', () => never);
    render(Why, { job: failing });
    expect(fakeBridge.requests('getWhy')).toEqual([]);
    await ask();
    expect(fakeBridge.requests('getWhy')).toEqual([{ key: job.key }]);
    expect(screen.getByText(/Reading AvePoint’s report/)).toBeTruthy();
  });

  it('puts objects with the same error together, the most frequent first, and says what is left out', async () => {
    fakeBridge.answer('getWhy', () => ({ kind: 'report', report }));
    render(Why, { job: failing });
    await ask();
    const [first, ...others] = await screen.findAllByRole('list').then(([list]) => [...list!.children]);
    expect(first?.textContent).toMatch(/timed out\.\s*4/);
    expect(others).toHaveLength(1);
    expect(others[0]?.textContent).toContain('403');
    expect(screen.queryByText('d')).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Show all 4' }));
    expect(screen.getByText('d')).toBeTruthy();
    expect(screen.getByText(/first 2,000 rows were read/).textContent).toContain('2 rows of it');
  });

  it('filters by what became of the objects, and copies what it shows', async () => {
    fakeBridge.answer('getWhy', () => ({ kind: 'report', report }));
    render(Why, { job: failing });
    await ask();
    const filters = await screen.findByRole('group', { name: 'Which objects' });
    const names = within(filters).getAllByRole('button');
    expect(names.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual([
      'Failed 5',
      'Skipped 900',
    ]);
    await fireEvent.click(names[1]!);
    expect(screen.getByText('archive')).toBeTruthy();
    expect(screen.getByText('899 more are not listed here.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }));
    const [copied] = fakeBridge.requests('copyText');
    expect(copied?.text).toContain('Contoso, Exchange Online');
    expect(copied?.text).toContain('1 × No reason given\n  archive (a.keller@contoso.example)');
  });

  it.each([
    ['modernOnly' as const, /v3 of its API alone/],
    ['notReported' as const, /no report of this run/],
    ['noRun' as const, /no job ID/],
  ])('is honest about a report that is not to be had: %s', async (reason, words) => {
    fakeBridge.answer('getWhy', () => ({ kind: 'none', reason }));
    render(Why, { job: failing });
    await ask();
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('explains an error and can be asked again', async () => {
    fakeBridge.answer('getWhy', () => problem('permissionMissing', { status: 403 }));
    render(Why, { job: failing });
    await ask();
    expect((await screen.findByRole('alert')).textContent).toContain('Permission missing');
    fakeBridge.answer('getWhy', () => ({ kind: 'report', report: { ...report, objects: [], counts: none } }));
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/names no object/)).toBeTruthy();
  });
});

const none = { failed: 0, warning: 0, skipped: 0, other: 0 };
