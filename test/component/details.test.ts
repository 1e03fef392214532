import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { AlertRow, JobHistory } from '../../shared/alert.ts';
import AlertCard from '../../renderer/components/AlertCard.svelte';
import UndoBar from '../../renderer/components/UndoBar.svelte';
import { app } from '../../renderer/state/app.svelte.ts';
import { everything } from '../../renderer/state/filter.ts';
import JobDetails from '../../renderer/views/JobDetails.svelte';
import { problem } from '../../shared/problem.ts';
import { fakeBridge, never } from './support/bridge.ts';
import { alert, hour, job } from './support/state.ts';

const show = (): ReturnType<typeof render> =>
  render(JobDetails, { key: job.key, filter: everything, beside: false });

const now = (): number => Date.now();

describe('the details of a job', () => {
  it('show every field of the API by its name, with local and UTC time', async () => {
    fakeBridge.answer('getJob', () => ({ ...job, checkedAt: now() }));
    show();
    expect(await screen.findByRole('heading', { level: 1, name: 'Exchange Online' })).toBeTruthy();
    const names = [...document.querySelectorAll('dt code')].map(({ textContent }) => textContent);
    expect(new Set(names).size).toBe(15);
    const start = screen.getByText('startTime').closest('div')!;
    expect(start.textContent).toMatch(/14:15:32 UTC|2:15:32 PM UTC/);
    expect(screen.getByText('Raw answer')).toBeTruthy();
  });

  it('copy the job ID and a block for a ticket', async () => {
    fakeBridge.answer('getJob', () => job);
    show();
    await fireEvent.click(await screen.findByRole('button', { name: 'Copy job ID' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Copy as text for a ticket' }));
    const [id, ticket] = fakeBridge.requests('copyText');
    expect(id?.text).toBe(job.runId);
    expect(ticket?.text).toMatch(/^Backup succeeded: Contoso, Exchange Online\n/);
  });

  it('say that what they show is old', async () => {
    fakeBridge.answer('getJob', () => ({ ...job, checkedAt: now() - 3 * hour }));
    show();
    expect(await screen.findByText(/no good answer for this customer since/)).toBeTruthy();
  });

  it('say that a job is gone, that the store failed, and that an answer is on its way', async () => {
    const gone = show();
    expect(await screen.findByRole('heading', { name: 'This job is no longer listed' })).toBeTruthy();
    gone.unmount();
    fakeBridge.answer('getJob', () => problem('storageFailed'));
    const failed = show();
    expect((await screen.findByRole('alert')).textContent).toContain('Could not write to disk');
    failed.unmount();
    fakeBridge.answer('getJob', () => never);
    show();
    expect(screen.queryByText('The details are on their way')).toBeNull();
    expect(await screen.findByText('The details are on their way')).toBeTruthy();
  });

  it('put the alert before the reasons, and both before the past', async () => {
    fakeBridge.answer('getJob', () => ({ ...job, outcome: 'failure' as const }));
    fakeBridge.answer('getHistory', () => ({ runs: [], usualGap: null, alerts: [alert] }));
    show();
    await screen.findByRole('region', { name: 'Alert' });
    const parts = screen.getAllByRole('region').map((part) => part.querySelector('h2')?.textContent);
    expect(parts.slice(0, 4)).toEqual(['Alert', 'Why', 'Last 28 days', 'Over time']);
  });
});

describe('the card of an alert', () => {
  const card = (more: Partial<JobHistory['alerts'][number]> = {}) =>
    render(AlertCard, { alert: { ...alert, ...more } });
  const acknowledged: AlertRow['acknowledged'] = {
    scope: 'recovery',
    runKey: null,
    note: 'Ticket 12',
    by: 'ada',
    at: now(),
  };

  it('acknowledges for this run or until recovery, with a note', async () => {
    card();
    await fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
    const dialog = await screen.findByRole('dialog', { name: 'Acknowledge alert' });
    await fireEvent.click(within(dialog).getByLabelText(/Until it recovers/));
    await fireEvent.input(within(dialog).getByLabelText('Note'), { target: { value: ' Ticket 12 ' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Acknowledge' }));
    expect(fakeBridge.requests('actOnAlerts')).toEqual([
      { ids: [alert.id], action: { type: 'acknowledge', scope: 'recovery', note: 'Ticket 12' } },
    ]);
  });

  it('offers to take the action back', async () => {
    await app.load();
    render(UndoBar);
    card({ acknowledged });
    expect(screen.getByText('Ticket 12')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Take back acknowledgement' }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(fakeBridge.requests('undoAlerts')).toEqual([{ undo: 1 }]);
    expect(await screen.findByText('Undone.')).toBeTruthy();
  });

  it('snoozes for an hour, until tomorrow, until recovery or a date', async () => {
    card();
    await fireEvent.pointerDown(screen.getByRole('button', { name: 'Snooze' }), {
      button: 0,
      pointerType: 'mouse',
    });
    const items = await screen.findAllByRole('menuitem');
    expect(items.map(({ textContent }) => textContent.trim())).toEqual([
      'For 1 hour',
      'Until tomorrow 8:00',
      'Until it recovers',
      'Until a date…',
    ]);
  });

  it('tells its history, who acknowledged and why, and offers nothing once it is over', () => {
    const at = now() - hour;
    card({
      endedAt: at,
      endedAs: 'recovered',
      events: [
        { at, type: 'opened', detail: null },
        { at, type: 'acknowledged', detail: 'ada: Ticket 12' },
        { at, type: 'recovered', detail: null },
      ],
    });
    expect(screen.getAllByRole('listitem').map((line) => line.firstElementChild?.textContent)).toEqual([
      'Opened',
      'Acknowledged by ada: Ticket 12',
      'Recovered',
    ]);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says what went wrong where an action fails', async () => {
    fakeBridge.answer('actOnAlerts', () => problem('storageFailed'));
    await app.load();
    render(UndoBar);
    card({ snoozedUntil: now() + hour });
    await fireEvent.click(screen.getByRole('button', { name: 'End snooze' }));
    await vi.waitFor(() =>
      expect(screen.getByRole('alert').textContent).toContain('Could not write to disk'),
    );
  });
});
