import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import Overview from '../../renderer/views/Overview.svelte';
import { problem } from '../../shared/problem.ts';
import { fakeBridge, never } from './support/bridge.ts';
import { alert, appState, emptyOverview, hour, job } from './support/state.ts';

const heading = (): string => screen.getByRole('heading', { level: 1 }).textContent.trim();
const sections = (): (string | null)[] =>
  screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);

describe('the overview', () => {
  it('says that all is well and puts the proof first', async () => {
    render(Overview, { state: appState() });
    await screen.findByRole('region', { name: 'All runs of the last 28 days' });
    expect(heading()).toBe('All well.');
    expect(sections()).toEqual(['Proof', 'All runs of the last 28 days']);
    const proof = screen.getByRole('region', { name: 'Proof' });
    expect(proof.textContent).toContain('216 jobs at 24 customers');
    expect(proof.textContent).toContain('173 checks, 0 errors');
    expect(proof.textContent).toMatch(/took 4 s/);
  });

  it('counts failed and overdue jobs in one sentence, and lists what waits before the proof', async () => {
    fakeBridge.answer('listAlerts', () => ({ rows: [alert], matched: 9 }));
    const outcomes = { ...appState().estate.outcomes, failure: 3 };
    render(Overview, {
      state: appState({
        estate: { outcomes, failing: 2, overdue: 1, alerts: { open: 9, acknowledged: 0, snoozed: 0 } },
      }),
    });
    const alerts = await screen.findByRole('region', { name: 'Open alerts, the oldest first' });
    expect(heading()).toBe('3 jobs failed at 2 customers and 1 job is overdue; everything else is fine.');
    expect(within(alerts).getAllByRole('listitem')).toHaveLength(1);
    expect(within(alerts).getByRole('link', { name: 'Show 8 more' }).getAttribute('href')).toBe('#/alerts');
    expect(sections().at(-1)).toBe('Proof');
  });

  it('shows a run under way with its time against the usual one', async () => {
    const start = { text: null, value: Date.now() - hour - 5000 };
    const nothing = { text: '0', value: 0 };
    const counts = {
      total: nothing,
      failed: nothing,
      successful: nothing,
      skipped: nothing,
      warnings: nothing,
    };
    const running = { ...job, ...counts, outcome: 'running' as const, start, usualDuration: 2 * hour };
    fakeBridge.answer('getOverview', () => ({ ...emptyOverview, running: [running] }));
    render(Overview, { state: appState() });
    const list = await screen.findByRole('region', { name: 'Running now' });
    expect(list.textContent).toContain('for 1 h, usually 2 h');
    expect(within(list).getByRole('link').getAttribute('aria-label')).toContain('Contoso, Exchange Online');
  });

  it('says what stands still while it is offline, asleep or paused', () => {
    const { rerender } = render(Overview, { state: appState({ problem: problem('offline') }) });
    const condition = (): string => screen.getByText('Connection').nextElementSibling?.textContent ?? '';
    expect(heading()).toBe('Jobwatch cannot check at the moment; no failure is known.');
    expect(condition()).toContain('No network');
    void rerender({ state: appState({ asleep: true }) });
    return vi.waitFor(() => expect(condition()).toContain('Asleep or offline'));
  });

  it('counts the customers whose answers are old', () => {
    render(Overview, { state: appState({ estate: { stale: 4 } }) });
    expect(screen.getByText('Not fresh').nextElementSibling?.textContent).toContain('4 stale');
  });

  it('keeps the frame and says so where the store gives no answer', async () => {
    fakeBridge.answer('getOverview', () => problem('storageFailed'));
    render(Overview, { state: appState() });
    expect((await screen.findByRole('alert')).textContent).toContain('Could not write to disk');
    expect(heading()).toBe('All well.');
  });

  it('shows grey bars only after 200 ms without an answer', () => {
    vi.useFakeTimers();
    try {
      fakeBridge.answer('getOverview', () => never);
      render(Overview, { state: appState() });
      vi.advanceTimersByTime(199);
      expect(screen.queryByText('The overview is on its way')).toBeNull();
      vi.advanceTimersByTime(1);
      return vi.waitFor(() => expect(screen.getByText('The overview is on its way')).toBeTruthy());
    } finally {
      vi.useRealTimers();
    }
  });
});
